import type { Description } from "./description";

/** The organization and its members. */
export const ORGANIZATION_DESCRIPTIONS = {
  delegationDiffers: {
    meaning: "Another account, or none, administers GuardDuty in the Region",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  autoEnableDiffers: {
    meaning: "Auto-enable differs from the configuration",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  policyTypeNotEnabled: {
    meaning:
      "`organization.members.managedBy` is `policy`, and the organization has not enabled the policy type `GUARDDUTY_POLICY`",
    fix: "Enable the type and attach the policy, or remove `managedBy`",
  },
  regionNotManaged: {
    meaning: "No GuardDuty policy of the organization enables GuardDuty in the Region",
    fix: "Add the Region to the policy, and attach it",
  },
  autoEnableOverridden: {
    meaning:
      "GuardDuty policies of the organization decide which accounts are enabled: settings for members have no effect",
    fix: "Set `organization.members.managedBy` to `policy` and remove the settings that the text names, or disable the policy type",
  },
  trustedAccessMissing: {
    meaning: "Malware Protection for EC2 has no trusted access in the organization",
    fix: "Enable trusted access with the command that the text gives",
  },
  memberLimitReached: {
    meaning: "The administrator has the maximum number of members",
    fix: "Remove members that are closed accounts",
  },
  membersNotEnabled: {
    meaning: "Accounts are not enabled members",
    fix: "Wait for 24 hours with auto-enable `ALL`; otherwise run `pulumi refresh`, then `pulumi up`. Correct the GuardDuty policies where they manage members",
  },
  membersNotMonitored: {
    meaning: "Members are suspended or were disassociated: their findings are not exported",
    fix: "Run `aws guardduty start-monitoring-members` or `create-members`, or `delete-members` if it is meant. Correct the GuardDuty policy of a member that one suspends",
  },
  excludedMembersEnabled: {
    meaning: "Accounts of `members.exclude` are enabled members, and their findings are exported",
    fix: "Run `aws guardduty disassociate-members`, or attach a GuardDuty policy that disables `foundational` where policies manage members",
  },
  memberPlanDisabled: {
    meaning: "A protection plan is disabled in members",
    fix: "Run `aws guardduty update-member-detectors`. Change a plan that a GuardDuty policy sets in the policy",
  },
  memberPlanDiffers: {
    meaning:
      "A protection plan of a member differs from the one that the configuration sets for it",
    fix: "Run `pulumi refresh`, then `pulumi up`. Change a plan that a GuardDuty policy sets in the policy",
  },
  planDiffers: {
    meaning: "A protection plan of the administrator's detector differs from the configuration",
    fix: "Run `pulumi refresh`, then `pulumi up`. Change a plan that a GuardDuty policy sets in the policy",
  },
  controlPolicyDenies: {
    meaning: "A statement of a resource control policy denies a call of GuardDuty, or may deny it",
    fix: "Add the condition that the text gives to the statement",
  },
  controlPoliciesNotRead: {
    meaning:
      "Service and resource control policies and permissions boundaries were not read: they can deny what the bucket and key policies allow",
    fix: "Pass each resource control policy as `--resource-control-policy`, or `none` where no such policy applies",
  },
} satisfies { [id: string]: Description };
