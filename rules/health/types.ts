import type { KindOfList } from "../lists/choices";
import type { WeakerSetting } from "../bucketSettings";
import type { ArchivingFilter, Criterion, SeverityLevel } from "../findingFilters";
import type { DeliveryDifference } from "../readers/delivery";
import type { DetectorLocation } from "../texts/awsCommands";
import type { FindingMakers, FindingOf } from "./findings";
import { findingsOf } from "./findings";

/** The name or code of an error of AWS, its SDK or Node.js, and its message. */
export interface CallError {
  name: string;
  message: string;
}

/** What kept a call from being answered. */
export type CallFailure =
  | "accessDenied"
  | "credentialsRejected"
  | "credentialsExpired"
  | "ssoSessionMissing"
  | "credentialsMissing"
  | "credentialsFileUnreadable"
  | "throttled"
  | "timeout"
  | "unreachable"
  | "serviceError"
  | "other";

/** What GuardDuty has of a Region. */
export type RegionResource = "detector" | "destination";
/** What a Region's export has one value for. */
export type RegionProperty = "findingPublishingFrequency" | "destinationArn" | "kmsKeyArn";

/** Path of the config's entry that adopts a detector or destination; none: the stack created it, or that is not known. */
export interface Adopted {
  existing?: string;
}

/** What may be found of a Region, and the values of each. */
export interface HealthValues {
  detectorMissing: object;
  destinationMissing: object;
  /** A detector that was known by its id; `existing`: the entry of the config that adopts it. */
  detectorDeleted: Adopted;
  destinationDeleted: Adopted;
  /** The detector has another destination than the one that was known by its id. */
  destinationReplaced: {
    detectorRegion: string;
    detectorId: string;
    destinationId: string;
    expected: string;
  } & Adopted;
  detectorStatus: { status: string } & Adopted;
  /** GuardDuty had to export a finding of `at`, and the newest in the bucket is older; without `newest` there is none of the last 90 days. */
  findingsNotExported: { at: string; newest?: string };
  /** The bucket has no new findings for longer than usual; in days. */
  regionSilent: { usual: number; silent: number };
  /** `failingSince` is when exports began to fail, as ISO 8601. */
  destinationStatus: { status: string; failingSince?: string };
  /** The way of new findings to readers is not as the stack deploys it. */
  notificationsDiffer: { difference: DeliveryDifference };
  /** A status that this version does not know. */
  statusUnknown: { resource: RegionResource; status: string };
  /** AWS's answer does not have it. */
  statusMissing: { resource: RegionResource };
  valueDiffers: { property: RegionProperty; value: string; expected: string };
  valueMissing: { property: RegionProperty };
  /** The filters together archive every finding before it is exported. */
  allFindingsSuppressed: { detectorRegion: string; detectorId: string; filters: string[] };
  /** A filter archives findings before they are exported: those of these levels that meet its criterion. */
  suppressionFilter: {
    detectorRegion: string;
    detectorId: string;
    filter: string;
    criterion: Criterion;
    severities: SeverityLevel[];
  };
  /** A list in effect of which GuardDuty makes no findings. */
  /** Findings of the last 30 days at least that no filter archived. */
  findingsArchived: { detectorRegion: string; detectorId: string; count: number };
  /** The configuration has it, and GuardDuty has no filter of this name that archives. */
  declaredFilterMissing: { detectorRegion: string; detectorId: string; filter: string };
  /** The configuration has it, and GuardDuty has no active list of this name with the file of the stack. */
  declaredListMissing: {
    detectorRegion: string;
    detectorId: string;
    kind: KindOfList;
    list: string;
  };
  /** GuardDuty does not verify who owns the bucket of a list of the configuration. */
  listBucketOwnerMissing: ListAt & { expected: string };
  /** GuardDuty reads the file of a list of the configuration only in a bucket of another account. */
  listBucketOwnerDiffers: ListAt & { value: string; expected: string };
  trustedListActive: { detectorRegion: string; detectorId: string } & Pick<
    ObservedList,
    "kind" | "listId" | "name" | "location"
  >;
  bucketSettingWeaker: WeakerSetting & { bucketName: string; adopted: boolean };
  autoEnableDiffers: { of: string; value: string; expected: string };
  /** GuardDuty policies of the organization decide; the settings of the configuration have no effect. */
  policyTypeNotEnabled: object;
  /** `accountIds` are those whose effective policies were read. */
  regionNotManaged: { accountIds: string[] };
  autoEnableOverridden: { settings: string[] };
  /** The protection plan needs trusted access of the service in the organization. */
  trustedAccessMissing: { plan: string; service: string };
  memberLimitReached: object;
  membersNotEnabled: {
    count: number;
    first: MissingMember[];
    byAutoEnable: boolean;
    byPolicy?: boolean;
  };
  /** Members that the configuration excludes; `first` are account ids. */
  excludedMembersEnabled: DetectorLocation & { count: number; first: string[]; byPolicy?: boolean };
  /** The administrator has no findings of them: their statuses say why. */
  membersNotMonitored: DetectorLocation & {
    count: number;
    first: ObservedMember[];
    byPolicy?: boolean;
  };
  /** A protection plan that `count` of `members` do not have; `first` are account ids. `managedBy`: what sets it in them. */
  memberPlanDisabled: DetectorLocation & {
    plan: string;
    count: number;
    first: string[];
    members: number;
    managedBy?: string;
  };
  /** A protection plan that the configuration sets for this member alone. */
  memberPlanDiffers: {
    accountId: string;
    plan: string;
    value: string;
    expected: string;
    managedBy?: string;
  };
  /** A protection plan of the administrator's own detector. */
  planDiffers: { plan: string; value: string; expected: string; managedBy?: string };
  /** GuardDuty does not verify who owns the bucket. */
  expectedBucketOwnerMissing: { expected: string };
  /** GuardDuty exports only to a bucket of another account. */
  expectedBucketOwnerDiffers: { value: string; expected: string };
  /** A call failed; `actions` are those that the identity needs for it. */
  callFailed: { failure: CallFailure; error: CallError; actions: string[] };
  /** The credentials of a part of the export are not those that the config describes, or cannot be had. */
  roleNotAssumed: {
    failure: CallFailure;
    error: CallError;
    roleArn?: string;
    withExternalId: boolean;
  };
  wrongAccount: { arn: string; accountId: string; expected: string };
  externalIdSecret: object;
  accountNotConfigured: { role: string };
}

export type HealthFinding = FindingOf<HealthValues>;
export const { error, warning, unchecked }: FindingMakers<HealthValues> = findingsOf();

/** What AWS answered, or why there is no answer. */
export type Result<T, Finding = HealthFinding> =
  { value: T; finding?: undefined } | { value?: undefined; finding: Finding };

/** What the export of a Region has to be. */
export interface ExpectedRegion {
  region: string;
  /** Undefined: whichever detector the account has there. */
  detectorId?: string;
  /** Undefined: whichever destination the detector has. */
  destinationId?: string;
  /** `arn:aws:s3:::bucket[/prefix]`; a slash at the end makes no difference. Undefined: not compared. */
  destinationArn?: string;
  /** Undefined: not compared. */
  kmsKeyArn?: string;
  /** Accounts whose findings are exported, as far as they are known. Defaults to none. */
  accountIds?: readonly string[];
  /** The filters of the configuration that archive findings in the Region. Defaults to none. */
  filters?: readonly ArchivingFilter[];
  /** Account of the detector, 12 digits; undefined: who owns the buckets of lists is not compared. */
  accountId?: string;
  /** The lists of the configuration in the Region. Defaults to none. */
  lists?: readonly DeclaredList[];
  /** Account that owns the bucket, 12 digits; undefined: not known, and not compared. */
  bucketOwnerId?: string;
  /** FIFTEEN_MINUTES, ONE_HOUR or SIX_HOURS; undefined: not compared. */
  findingPublishingFrequency?: string;
  /** Protection plan -> ENABLED or DISABLED, of those that are compared. Defaults to none. */
  plans?: { [plan: string]: string };
}

/** An account that is not a member, or not an enabled one. */
export interface MissingMember {
  accountId: string;
  name?: string;
  /** Undefined: the administrator does not know the account. */
  status?: string;
}

/** An account that the administrator knows of. */
export interface ObservedMember {
  accountId: string;
  status: string;
}

/** The protection plans of a member: plan -> ENABLED or DISABLED. */
export interface ObservedMemberPlans {
  accountId: string;
  plans: { [plan: string]: string };
  /** Protection plan -> what sets it, as of a detector. Defaults to nothing. */
  managedBy?: { [plan: string]: string };
}

/** What GuardDuty does with the accounts of the organization. */
export interface ObservedOrganization {
  autoEnable?: string;
  /** Protection plan -> whose. */
  features: { [name: string]: string };
  limitReached: boolean;
}

/** A detector as GuardDuty describes it. Every member may be missing. */
export interface ObservedDetector {
  id: string;
  /** ENABLED or DISABLED. */
  status?: string;
  findingPublishingFrequency?: string;
  /** Protection plan -> ENABLED or DISABLED. */
  plans?: { [plan: string]: string };
  /** Protection plan -> what sets it: GUARDDUTY_POLICY, where no call of GuardDuty can. */
  managedBy?: { [plan: string]: string };
}

/** A list of IP addresses or of entities as GuardDuty describes it. */
export interface ObservedList {
  kind: KindOfList;
  /** 32 hex digits. */
  listId: string;
  name: string;
  /** URL of the file. */
  location: string;
  status: string;
  /** Account that has to own the bucket of the file; undefined: none was given. */
  expectedBucketOwner?: string;
}

/** A custom detection rule that is associated with an account. */
export interface DetectionRule {
  ruleId: string;
  /** LIVE, or DRY_RUN: without findings. */
  mode: string;
  /** When a dry run ends, as ISO 8601. */
  expiresAt?: string;
}

/** Where a list of the configuration is. */
export interface ListAt {
  detectorRegion: string;
  detectorId: string;
  kind: KindOfList;
  listId: string;
  list: string;
}

/** A list of the configuration. */
export interface DeclaredList {
  kind: KindOfList;
  name: string;
  /** How the location of its file ends: a changed list has another. */
  locationEnd: string;
  /** Whether its file is one of the stack's, in a bucket of the account of the detectors. */
  isOwnFile: boolean;
}

/** What keeps findings of a detector from being exported. */
export interface ObservedSuppression {
  filters: ArchivingFilter[];
  trustedLists: ObservedList[];
}

/** A publishing destination as GuardDuty describes it. Every member may be missing. */
export interface ObservedDestination {
  id?: string;
  /** Id of the destination that was expected and does not exist; undefined: this one was. */
  expectedId?: string;
  status?: string;
  /** Since when exports fail, in milliseconds of the epoch. */
  failingSince?: number;
  destinationArn?: string;
  kmsKeyArn?: string;
  /** Account that has to own the bucket; undefined: GuardDuty does not verify the owner. */
  expectedBucketOwner?: string;
}

/** What was observed of a Region; a value of undefined: there is none. */
export interface ObservedRegion {
  detector: Result<ObservedDetector | undefined>;
  destination: Result<ObservedDestination | undefined>;
  /** Undefined: there is no detector, or it is not observed. */
  suppression?: Result<ObservedSuppression>;
  /** The active lists of threats; undefined: not observed. */
  threatLists?: Result<ObservedList[]>;
}
