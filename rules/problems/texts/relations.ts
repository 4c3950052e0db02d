import type { RegionBreach } from "../../regions";
import { listed } from "../../texts/words";
import { breachText } from "./breaches";

/** What is wrong between arguments that may each be right alone. */
export const RELATION_TEXTS = {
  repeated: ({ value, first }: { value: string; first: string }) =>
    `${value} is already in ${first}`,
  notInRegions: ({ region }: { region: string }) => `${region} is not in regions`,
  homeRegion: (breach: RegionBreach & { byDefault: boolean }) =>
    breachText(breach) +
    (breach.byDefault ? "; the home Region defaults to the first of regions" : ""),
  otherPartition: ({ region, partition, first }: OtherPartition) =>
    `${region} is in partition ${partition}, ${first} is not: an account is in one partition`,
  arnOfOtherPartition: ({ partition, home, expected }: ArnPartition) =>
    `is in partition ${partition}; ${home} is in ${expected}`,
  invitationFromWhom: () =>
    "required property is missing: acceptInvitation needs the account that sends the invitation",
  twoNames: () => "has no effect together with bucket.name",
  expiresWhileLocked: ({ kept, locked }: { kept: number; locked: number }) =>
    `is ${kept}, less than bucket.objectLock.days (${locked}): an object cannot expire while it is locked`,

  lockWithoutObjectLock: () =>
    "required property is missing: with bucket.protection locked, S3 has to keep every version of a finding",
  lockWithoutBreakGlass: () =>
    "needs a role with bucket.protection locked: without one, only the deploying role and root with MFA could unlock the bucket",
  breakGlassWithoutLock: () => "has no effect unless bucket.protection is locked",

  externalIdWithoutRole: () => "has no effect without assumeRoleArn",
  roleOfOtherAccount: ({ account, accountId }: { account: string; accountId: string }) =>
    `is a role of account ${account}; accountId is ${accountId}`,
  managementAlone: () =>
    "required property is missing: organization.management registers this account as delegated administrator",
  memberIsAdministrator: ({ accountId }: { accountId: string }) =>
    `${accountId} is the administrator account, which cannot be a member of its own organization`,
  memberIsManagement: ({ accountId }: { accountId: string }) =>
    `${accountId} is the management account, which needs a detector before it can be a member`,

  onlyOfNew: ({ holder }: { holder: string }) =>
    `applies only to a new ${holder}; of an existing ${holder} the export changes only the policy`,
  nothingToDetach: () => "has no effect with policy external, where no statements were merged",
  keyInOtherRegion: ({ region, home }: { region: string; home: string }) =>
    `is in ${region}; the home Region is ${home}`,
  keyInOtherAccount: ({ account, owner, accountId }: KeyAccount) =>
    `is in account ${account}; ${owner} is account ${accountId}`,
  memberWithoutDetectors: () =>
    "needs the administrator's detector id in every Region: an existing member is imported by it",

  runtimeTwice: () =>
    "EKS_RUNTIME_MONITORING is part of RUNTIME_MONITORING, and AWS rejects both together",
  twoFeatureScopes: () => "has no effect together with regions",
  noRegionLeft: () => "excludes every Region: the plan is set in none",
  featureNotOffered: ({ feature, regions, source }: FeatureNotOffered) =>
    `${feature} is not available in ${listed(regions)}, and AWS rejects it there (${source})`,
  disabledAndAll: ({ feature, ofMembers, regions }: DisabledAndAll) =>
    `is DISABLED, and ${ofMembers} is ALL, which enables ${feature} for the administrator account too, in ${listed(regions)}`,
  memberPlanUnderAll: ({ feature, ofMembers, regions }: DisabledAndAll) =>
    `is DISABLED, and ${ofMembers} is ALL, with which AWS enables ${feature} in every account within 24 hours, this member among them, in ${listed(regions)}; NEW reaches only accounts that join`,
  plansOfInvited: () =>
    "has no effect until the account accepts the invitation; its own stack sets its protection plans (MemberDetectors.features)",
  excludeUnderAll: ({ autoEnable }: { autoEnable: string }) =>
    `has no effect with ${autoEnable} ALL, with which AWS enables every account within 24 hours, those that were removed too; NEW reaches only accounts that join`,
  managedByPolicy: ({ setting, by }: { setting: string; by: string }) =>
    `has no effect with ${by} policy: GuardDuty does not apply ${setting === "features" ? "members' protection plans" : "auto-enable"} of a Region while policies of AWS Organizations manage the accounts`,
  excludedAdministrator: ({ accountId }: { accountId: string }) =>
    `${accountId} is the administrator account, whose own findings are always exported`,
  excludedMember: ({ accountId, member }: { accountId: string; member: string }) =>
    `${accountId} is made a member by ${member}`,
  otherConfiguration: ({ name, feature, allowed }: OtherConfiguration) =>
    `${name} is not an additional configuration of ${feature}; ` +
    (allowed.length === 0 ? "it has none" : `expected one of ${allowed.join(", ")}`),
  incompleteConfigurations: ({ missing }: { missing: readonly string[] }) =>
    `must have every additional configuration of the plan or be left out; missing ${missing.join(", ")}`,

  twoTopics: () =>
    "creates a topic, and notificationTopicArn names another; they cannot be used together",
  notificationsOfExisting: () =>
    "would replace every notification of the existing bucket; use notificationTopicArn, and have the bucket's owner add the output notificationConfiguration",

  inherited: () =>
    "applies to the administrator account: members inherit its value, and AWS rejects another",
  ofExport: () =>
    "applies to GuardDutyExport: the administrator's export includes the findings of members",
} as const;

export interface OtherPartition {
  region: string;
  partition: string;
  first: string;
}

export interface ArnPartition {
  partition: string;
  home: string;
  expected: string;
}

export interface KeyAccount {
  account: string;
  owner: string;
  accountId: string;
}

export interface FeatureNotOffered {
  feature: string;
  regions: readonly string[];
  source: string;
}

export interface DisabledAndAll {
  feature: string;
  ofMembers: string;
  regions: readonly string[];
}

export interface OtherConfiguration {
  name: string;
  feature: string;
  allowed: readonly string[];
}
