import type { TextsOf } from "../health/findings";
import type { HealthValues, MissingMember } from "../health/types";
import { WHO } from "./deployAgain";
import { memberStatusText } from "./memberStatuses";
import { counted, listed } from "./words";

const moreText = (count: number, listed: number) =>
  count > listed ? ` and ${count - listed} more` : "";

const EFFECTIVE =
  "aws organizations describe-effective-policy --policy-type GUARDDUTY_POLICY --target-id";
const inPolicy = (plan: string, status: string, targetId: string) =>
  `Set ${plan} to ${status} in the GuardDuty policy of the organization (${EFFECTIVE} ${targetId}), with aws organizations update-policy: GuardDuty refuses other changes of it.`;

function membersText({ count, first }: { count: number; first: MissingMember[] }): string {
  const each = first.map(
    ({ accountId, name, status }) =>
      `${accountId} (${name === undefined ? "" : `${name}, `}${memberStatusText(status)})`,
  );
  return `${each.join(", ")}${moreText(count, first.length)}`;
}

type OfMembers =
  | "autoEnableDiffers"
  | "policyTypeNotEnabled"
  | "regionNotManaged"
  | "autoEnableOverridden"
  | "trustedAccessMissing"
  | "memberLimitReached"
  | "membersNotEnabled"
  | "membersNotMonitored"
  | "excludedMembersEnabled"
  | "memberPlanDisabled"
  | "memberPlanDiffers"
  | "planDiffers";

/** What is printed of members, and of what the organization sets for them. */
export const MEMBER_TEXTS: TextsOf<Pick<HealthValues, OfMembers>> = {
  autoEnableDiffers: {
    problem: ({ of, value, expected }) => `auto-enable of ${of} is ${value}, expected ${expected}`,
    fix: () => WHO,
  },
  policyTypeNotEnabled: {
    problem: () =>
      "organization.members.managedBy is policy, and the organization has not enabled the policy type GUARDDUTY_POLICY: nothing enables accounts that join",
    fix: () =>
      "Run aws organizations enable-policy-type --policy-type GUARDDUTY_POLICY with the id of the root, and attach the policy that guardduty-export plan --organization-policy prints. If GuardDuty's auto-enable is intended, remove organization.members.managedBy.",
  },
  regionNotManaged: {
    problem: ({ accountIds }) =>
      `no GuardDuty policy of the organization enables GuardDuty in this Region (read: account ${listed(accountIds)}): accounts that join export no findings from it`,
    fix: () =>
      "Add the Region to the policy, as guardduty-export plan --organization-policy prints it (aws organizations update-policy), and attach it to the root or to the organizational units of the members (aws organizations attach-policy).",
  },
  autoEnableOverridden: {
    problem: ({ settings }) =>
      `the organization manages GuardDuty by policies (GUARDDUTY_POLICY): ${listed(settings)} of the configuration ${settings.length === 1 ? "has" : "have"} no effect in any Region, and accounts that join are members only if a policy enables them`,
    fix: ({ settings }) =>
      `If the policies are intended, set organization.members.managedBy to "policy" and remove ${listed(settings)}. Otherwise find who enabled the policy type (CloudTrail: EnablePolicyType), and run aws organizations disable-policy-type --policy-type GUARDDUTY_POLICY --root-id with the root's id.`,
  },
  trustedAccessMissing: {
    problem: ({ plan, service }) =>
      `the organization gives ${service} no trusted access: GuardDuty cannot scan volumes of members, which the configuration enables by ${plan}`,
    fix: ({ service }) =>
      `Run aws organizations enable-aws-service-access --service-principal ${service} in the management account.`,
  },
  memberLimitReached: {
    problem: () =>
      "the administrator has the maximum number of members: GuardDuty enables no further account",
    fix: () => "Remove members that are closed accounts, and check GuardDuty's quotas.",
  },
  membersNotEnabled: {
    problem: (which) =>
      `${counted(which.count, "account is", "accounts are")} not enabled: ${membersText(which)}`,
    fix: ({ byAutoEnable, byPolicy, first: [one] }) => {
      if (byPolicy)
        return `Check that the GuardDuty policies in effect enable foundational for each in this Region (${EFFECTIVE} ${one?.accountId}), and correct them with aws organizations update-policy or attach-policy. GuardDuty's auto-enable does not apply.`;
      return byAutoEnable
        ? "Wait for 24 hours: GuardDuty enables them by itself. After that, check the status of each."
        : `Check the status of each, then run pulumi refresh and pulumi up.`;
    },
  },
  membersNotMonitored: {
    problem: (which) =>
      `the administrator has no findings of ${counted(which.count, "member", "members")}: ${membersText(which)}`,
    fix: ({ byPolicy, first: [one] }) =>
      byPolicy
        ? `Check whether GuardDuty policies disable foundational for each in this Region (${EFFECTIVE} ${one?.accountId}), and enable it with aws organizations update-policy. For members that no policy manages, run aws guardduty start-monitoring-members.`
        : "Find who changed them (CloudTrail: StopMonitoringMembers, DisassociateMembers, DisassociateFromAdministratorAccount). Run aws guardduty start-monitoring-members for suspended members and create-members for others, or delete-members for those that are meant to be gone.",
  },
  excludedMembersEnabled: {
    problem: ({ count, first }) =>
      `${counted(count, "account", "accounts")} of members.exclude ${count === 1 ? "is" : "are"} enabled: ${first.join(", ")}${moreText(count, first.length)}`,
    fix: ({ first, byPolicy }) =>
      byPolicy
        ? `Attach a GuardDuty policy that sets foundational to disabled in this Region to each of these accounts: aws organizations create-policy --type GUARDDUTY_POLICY, then attach-policy --target-id ${first[0]}. GuardDuty refuses calls that suspend a detector that a policy manages.`
        : `Run aws guardduty disassociate-members --account-ids ${first.join(" ")}, then suspend or delete the detector in each account: GuardDuty stays on there.`,
  },
  memberPlanDisabled: {
    problem: ({ plan, count, first, members, managedBy }) =>
      `the protection plan ${plan} is disabled in ${count} of ${counted(members, "member", "members")}: ${first.join(", ")}${moreText(count, first.length)}${managedBy ? `; ${managedBy} sets it` : ""}`,
    fix: ({ plan, first, managedBy }) =>
      managedBy
        ? inPolicy(plan, "enabled", String(first[0]))
        : `Find who disabled it (CloudTrail: UpdateMemberDetectors). Enable it with aws guardduty update-member-detectors --account-ids ${first.join(" ")} --features Name=${plan},Status=ENABLED, with --region and the administrator's --detector-id (aws guardduty list-detectors).`,
  },
  memberPlanDiffers: {
    problem: ({ accountId, plan, value, expected, managedBy }) =>
      `the protection plan ${plan} of member ${accountId} is ${value}, expected ${expected}${managedBy ? `; ${managedBy} sets it` : ""}`,
    fix: ({ accountId, plan, expected, managedBy }) =>
      managedBy ? inPolicy(plan, expected.toLowerCase(), accountId) : WHO,
  },
  planDiffers: {
    problem: ({ plan, value, expected, managedBy }) =>
      `the protection plan ${plan} is ${value}, expected ${expected}${managedBy ? `; ${managedBy} sets it` : ""}`,
    fix: ({ plan, expected, managedBy }) =>
      managedBy
        ? `Set ${plan} to ${expected} in the GuardDuty policy of the organization (aws organizations describe-effective-policy --policy-type GUARDDUTY_POLICY): GuardDuty refuses other changes of it.`
        : WHO,
  },
};
