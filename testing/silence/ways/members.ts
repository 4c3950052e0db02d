import type { Not, Way } from "./way";
import { admin, by, notChecked, onDetector, unhealthy, warned } from "./way";
import { ADMINISTRATOR, MANAGEMENT, MEMBER } from "../../live/world";
import { INVITED } from "../world";

const CLOSED: Not = {
  because: "an account that is closed does not have to be enabled; one that the stack invites does",
};

/** Of members, and of the organization. */
export const MEMBERS: readonly Way[] = [
  {
    call: "guardduty:StopMonitoringMembers",
    silence: onDetector("guardduty:StopMonitoringMembers", { AccountIds: [INVITED] }),
    lost: ["invited"],
    status: unhealthy("membersNotEnabled"),
    health: unhealthy("membersNotEnabled"),
    message: by("member-changes"),
  },
  {
    call: "guardduty:DisassociateMembers",
    silence: onDetector("guardduty:DisassociateMembers", { AccountIds: [INVITED] }),
    lost: ["invited"],
    status: unhealthy("membersNotEnabled"),
    health: unhealthy("membersNotEnabled"),
    message: by("member-changes"),
  },
  {
    call: "guardduty:DeleteMembers",
    silence: async (target) => {
      await onDetector("guardduty:DisassociateMembers", { AccountIds: [INVITED] })(target);
      await onDetector("guardduty:DeleteMembers", { AccountIds: [INVITED] })(target);
    },
    lost: ["invited"],
    status: unhealthy("membersNotEnabled"),
    health: unhealthy("membersNotEnabled"),
    message: by("member-changes"),
  },
  ...["DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount"].map((name): Way => ({
    call: `guardduty:${name}`,
    silence: async (target) => {
      const invited = target.as(INVITED);
      const { DetectorIds } = await invited.call("guardduty:ListDetectors");
      await invited.call(`guardduty:${name}`, { DetectorId: DetectorIds[0] });
    },
    lost: ["invited"],
    status: unhealthy("membersNotEnabled"),
    health: unhealthy("membersNotEnabled"),
    message: by("organization-changes", INVITED),
  })),
  {
    call: "guardduty:UpdateMemberDetectors",
    silence: onDetector("guardduty:UpdateMemberDetectors", {
      AccountIds: [MEMBER],
      Features: [{ Name: "S3_DATA_EVENTS", Status: "DISABLED" }],
    }),
    lost: { because: "the sandbox does not model the findings of a protection plan" },
    status: unhealthy("memberPlanDisabled"),
    health: unhealthy("memberPlanDisabled"),
    message: by("member-changes"),
  },
  {
    call: "guardduty:UpdateOrganizationConfiguration",
    silence: onDetector("guardduty:UpdateOrganizationConfiguration", {
      AutoEnableOrganizationMembers: "NONE",
    }),
    lost: { because: "accounts that join later are not members; existing members stay" },
    status: unhealthy("autoEnableDiffers"),
    health: unhealthy("autoEnableDiffers"),
    message: by("member-changes"),
  },
  {
    call: "guardduty:DisableOrganizationAdminAccount",
    silence: (target) =>
      target.as(MANAGEMENT).call("guardduty:DisableOrganizationAdminAccount", {
        AdminAccountId: ADMINISTRATOR,
      }),
    lost: ["member"],
    status: unhealthy("delegationDiffers", "membersNotEnabled", "notChecked"),
    health: unhealthy("callFailed", "membersNotEnabled"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "organizations:DeregisterDelegatedAdministrator",
    silence: (target) =>
      target.as(MANAGEMENT).call("organizations:DeregisterDelegatedAdministrator", {
        ...{ AccountId: ADMINISTRATOR, ServicePrincipal: "guardduty.amazonaws.com" },
      }),
    lost: ["member"],
    status: unhealthy("delegationDiffers", "membersNotEnabled", "notChecked"),
    health: notChecked("callFailed"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "organizations:DisableAWSServiceAccess",
    silence: (target) =>
      target.as(MANAGEMENT).call("organizations:DisableAWSServiceAccess", {
        ServicePrincipal: "guardduty.amazonaws.com",
      }),
    lost: ["member"],
    status: unhealthy("delegationDiffers", "membersNotEnabled", "notChecked"),
    health: unhealthy("callFailed", "membersNotEnabled"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "organizations:EnablePolicyType",
    silence: (target) =>
      target.as(MANAGEMENT).call("organizations:EnablePolicyType", {
        ...{ RootId: "r-sbx0", PolicyType: "GUARDDUTY_POLICY" },
      }),
    lost: { because: "accounts that join later are not members; existing members stay" },
    status: warned("autoEnableOverridden"),
    health: warned("autoEnableOverridden"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "organizations:AttachPolicy",
    with: "a GuardDuty policy that disables GuardDuty",
    silence: async (target) => {
      const management = target.as(MANAGEMENT);
      await management.call("organizations:EnablePolicyType", {
        ...{ RootId: "r-sbx0", PolicyType: "GUARDDUTY_POLICY" },
      });
      const { Policy } = await management.call("organizations:CreatePolicy", {
        ...{ Name: "off", Description: "", Type: "GUARDDUTY_POLICY" },
        Content: JSON.stringify({
          guardduty: {
            enablement: {
              default: { foundational: { status: { "@@assign": "disabled" } } },
            },
          },
        }),
      });
      await management.call("organizations:AttachPolicy", {
        ...{ PolicyId: Policy.PolicySummary.Id, TargetId: MEMBER },
      });
    },
    lost: ["member"],
    status: unhealthy("autoEnableOverridden", "membersNotEnabled"),
    health: unhealthy("autoEnableOverridden", "membersNotEnabled"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "iam:DeleteServiceLinkedRole",
    silence: (target) =>
      admin(target).call("iam:DeleteServiceLinkedRole", {
        RoleName: "AWSServiceRoleForAmazonGuardDuty",
      }),
    lost: { because: "IAM does not delete the role while the account has a detector" },
    status: { because: "the role still exists" },
    health: { because: "the role still exists" },
    message: by("organization-changes"),
  },
  {
    call: "organizations:CloseAccount",
    silence: (target) =>
      target.as(MANAGEMENT).call("organizations:CloseAccount", { AccountId: MEMBER }),
    lost: ["member"],
    status: CLOSED,
    health: CLOSED,
    message: by("organization-changes", MANAGEMENT),
  },
];
