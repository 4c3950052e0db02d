import type { Meanings } from "./types";

const REMOVE = "Remove one of the two";
const NO_EFFECT = "Remove the property";

/** Values that contradict each other. */
export const RELATIONS = {
  repeated: ["A list has a value twice", "Remove one"],
  notInRegions: [
    "A setting names a Region that `regions` does not have",
    "Remove the Region there, or add it to `regions`",
  ],
  homeRegion: [
    "GuardDuty does not export from a Region to the home Region",
    "Set `homeRegion`, or remove the Region",
  ],
  otherPartition: [
    "`regions` has Regions of two partitions",
    "Deploy an export for each partition",
  ],
  arnOfOtherPartition: [
    "An ARN is of another partition than the Regions",
    "Set an ARN of the partition",
  ],
  invitationFromWhom: [
    "`acceptInvitation` is set without the account that invites",
    "Set that account",
  ],
  twoNames: ["A bucket has `name` and `namePrefix`", REMOVE],
  expiresWhileLocked: [
    "Findings expire before their Object Lock ends",
    "Keep findings at least as long as the lock",
  ],
  lockWithoutObjectLock: [
    "`bucket.protection` is `locked` without Object Lock",
    "Set `bucket.objectLock`",
  ],
  lockWithoutBreakGlass: [
    "`bucket.protection` is `locked` without a role that can unlock",
    "Set `bucket.breakGlassRoleArns`",
  ],
  breakGlassWithoutLock: ["`breakGlassRoleArns` has no effect without `locked`", NO_EFFECT],
  externalIdWithoutRole: ["`externalId` has no effect without `assumeRoleArn`", NO_EFFECT],
  roleOfOtherAccount: [
    "A role belongs to another account than `accountId`",
    "Correct one of the two",
  ],
  managementAlone: [
    "`organization.management` is set without the administrator account",
    "Set `organization.administrator.accountId`",
  ],
  memberIsAdministrator: [
    "The administrator account is listed as a member",
    "Remove it from the members",
  ],
  memberIsManagement: [
    "The management account is listed as a member, and has no detector",
    "Set `organization.management.detectors`",
  ],
  onlyOfNew: ["A setting of a new bucket or key is set for an existing one", NO_EFFECT],
  nothingToDetach: ["`detach` has no effect with `policy: external`", NO_EFFECT],
  keyInOtherRegion: ["The existing key is not in the home Region", "Set a key of the home Region"],
  keyInOtherAccount: [
    "The existing key belongs to another account than the configuration declares",
    "Correct the account or the key",
  ],
  memberWithoutDetectors: [
    "An existing member is declared without the administrator's detector ids",
    "Set `existing` with the detector id of each Region",
  ],
  runtimeTwice: ["EKS and general Runtime Monitoring are both set", REMOVE],
  twoFeatureScopes: ["A protection plan has two lists of Regions", REMOVE],
  noRegionLeft: [
    "A protection plan excludes the last Region",
    "Remove a Region from the exclusions, or remove the plan",
  ],
  featureNotOffered: [
    "A protection plan is not available in a Region",
    "Exclude the Region from the plan",
  ],
  disabledAndAll: [
    "A plan is disabled for the administrator and enabled for all accounts",
    "Change one of the two, as the text says",
  ],
  memberPlanUnderAll: [
    "A plan is disabled for a member and enabled for all accounts",
    "Set the organization's plan to `NEW` or `NONE`",
  ],
  plansOfInvited: [
    "Protection plans are set for an account that is invited",
    "Set them in that account's own stack",
  ],
  excludeUnderAll: [
    "An account is excluded, and auto-enable is `ALL`",
    "Set `autoEnable` to `NEW`",
  ],
  managedByPolicy: [
    "A setting has no effect: policies of AWS Organizations manage the accounts",
    NO_EFFECT,
  ],
  excludedAdministrator: ["The administrator account is excluded", "Remove it from `exclude`"],
  excludedMember: ["An account is a member and excluded", REMOVE],
  otherConfiguration: [
    "A protection plan has an unknown additional configuration",
    "Correct the name",
  ],
  incompleteConfigurations: [
    "A protection plan has some of its additional configurations",
    "Set the missing ones, or remove all",
  ],
  twoTopics: ["`notifications` and `notificationTopicArn` are both set", REMOVE],
  notificationsOfExisting: [
    "`notifications` would replace those of an existing bucket",
    "Set `notificationTopicArn`",
  ],
  inherited: ["A member has a setting that it inherits from the administrator", NO_EFFECT],
  ofExport: ["A member has a setting of the export", NO_EFFECT],
} satisfies Meanings;
