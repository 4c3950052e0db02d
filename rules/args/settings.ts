import type {
  AdditionalConfiguration,
  AutoEnable,
  ExistingPolicy,
  Feature,
  FeatureStatus,
  FindingPublishingFrequency,
  BucketProtection,
  MembersManagedBy,
  ObjectLockMode,
  OnDestroy,
  ProofMode,
  ProviderMode,
} from "./choices";
import { NONCURRENT_VERSION_DAYS } from "./fields";
import type { FeatureScope } from "./featureRegions";
import type { ValidArgs, ValidMemberArgs, ValidMembers } from "./schema";

/** An account and how to act in it. Without a role or profile: the default credentials. */
export interface AccountSettings {
  /** 12 digits; undefined for whatever account the credentials are of. */
  accountId?: string;
  assumeRoleArn?: string;
  /** A string, or an Input of one. */
  externalId?: unknown;
  profile?: string;
}

/** A protection plan of a detector. */
export interface OwnFeature extends FeatureScope {
  name: Feature;
  status: FeatureStatus;
  /** Undefined: untouched. */
  additionalConfigurations?: { name: AdditionalConfiguration; status: FeatureStatus }[];
}

/** A protection plan of the organization's members. */
export interface MemberFeature extends FeatureScope {
  name: Feature;
  autoEnable: AutoEnable;
  /** Undefined: untouched. */
  additionalConfigurations?: { name: AdditionalConfiguration; autoEnable: AutoEnable }[];
}

export interface MemberSettings {
  accountId: string;
  email: string;
  invite: boolean;
  existing: boolean;
  /** Protection plans of this member alone. */
  features: OwnFeature[];
}

/** How the policy of a bucket or key that exists already is treated. */
export interface ExistingSettings {
  policy: ExistingPolicy;
  detach: boolean;
}

/** A detector that exists already. */
export interface ExistingDetectorSettings {
  detectorId: string;
  enable: boolean;
}

/** The structure of an export, every default filled in. Leaves that may be Inputs are not here. */
export interface ExportSettings {
  regions: string[];
  homeRegion: string;
  findingPublishingFrequency: FindingPublishingFrequency;
  administrator: AccountSettings;
  /** Registers the delegated administrator; undefined: it is managed outside of the export. */
  management?: AccountSettings & {
    detector: boolean;
    delegated: boolean;
    malwareProtectionAccess: boolean;
  };
  members: {
    managedBy: MembersManagedBy;
    /** Undefined: untouched. */
    autoEnable?: AutoEnable;
    accounts: MemberSettings[];
    features: MemberFeature[];
    /** Accounts that are to be no members. */
    exclude: string[];
  };
  features: OwnFeature[];
  /** What exists already, by Region. */
  existing: { [region: string]: ExistingDetectorSettings & { destinationId?: string } };
  providerMode: ProviderMode;
  /** ARNs of identities of other accounts that read findings. */
  readerArns: string[];
  /** Where S3 publishes notifications of new findings: a topic that is created, an existing one, or none. */
  notifications: "none" | "made" | "given";
  /** ARN of the existing one; undefined: none, or known only later. */
  notificationTopic?: string;
  preflight: boolean;
  proof: ProofMode;
  onDestroy: OnDestroy;
  bucket: {
    /** Undefined: a new one is made, as the rest says. */
    existing?: ExistingSettings & { name: string };
    /** Undefined: the administrator's. */
    account?: AccountSettings;
    /** Undefined: `namePrefix` and eight random hex digits. */
    name?: string;
    namePrefix: string;
    /** Without slashes at its ends; empty for the root of the bucket. */
    prefix: string;
    /** Undefined: findings never expire. */
    retentionDays?: number;
    noncurrentVersionDays: number;
    objectLock?: { mode: ObjectLockMode; days: number };
    protection: BucketProtection;
    breakGlassRoleArns: string[];
    accessLogs: boolean;
    /** The bucket of the access logs; undefined: none, or known only later. */
    accessLogsBucket?: string;
  };
  key: {
    /** Undefined: a new one is made, as the rest says. */
    existing?: ExistingSettings & { arn: string };
    /** Undefined: the bucket's. */
    account?: AccountSettings;
    /** Undefined: named by Pulumi. */
    alias?: string;
    rotationPeriodInDays: number;
    deletionWindowInDays: number;
  };
}

/** The structure of a member account's detectors. */
export interface MemberDetectorsSettings {
  regions: string[];
  account: AccountSettings;
  administratorAccountId?: string;
  acceptInvitation: boolean;
  features: OwnFeature[];
  /** Detectors that exist already, by Region. */
  existing: { [region: string]: ExistingDetectorSettings };
  providerMode: ProviderMode;
}

const LONGEST_DEFAULT_NAME_PREFIX = 54;

/** Fills in the defaults. */
export function settingsOf(component: string, args: ValidArgs): ExportSettings {
  const { accessLogs, prefix, ...bucket } = args.bucket ?? {};
  const { administrator, management, members } = args.organization ?? {};
  return {
    regions: args.regions,
    homeRegion: args.homeRegion ?? (args.regions[0] as string),
    findingPublishingFrequency: args.findingPublishingFrequency ?? "SIX_HOURS",
    administrator: administrator ?? {},
    management: management && {
      ...management,
      detector: management.detector ?? false,
      delegated: management.delegated ?? false,
      malwareProtectionAccess: management.malwareProtectionAccess ?? false,
    },
    members: settingsOfMembers(members),
    features: ownFeatures(args.features),
    existing: existingDetectorsOf(args.existing),
    providerMode: args.providerMode ?? "auto",
    readerArns: args.readerArns ?? [],
    notifications:
      args.notificationTopicArn !== undefined ? "given" : args.notifications ? "made" : "none",
    ...(typeof args.notificationTopicArn === "string" && {
      notificationTopic: args.notificationTopicArn,
    }),
    preflight: args.preflight ?? false,
    proof: args.proof ?? "require",
    onDestroy: args.onDestroy ?? "retain",
    bucket: {
      existing: existingOf(bucket.existing),
      account: bucket.account,
      name: bucket.name,
      namePrefix: bucket.namePrefix ?? defaultNamePrefix(component),
      prefix: prefix?.replace(/\/$/, "") ?? "",
      retentionDays: bucket.retentionDays,
      noncurrentVersionDays: bucket.noncurrentVersionDays ?? NONCURRENT_VERSION_DAYS,
      objectLock: bucket.objectLock,
      protection: bucket.protection ?? "standard",
      breakGlassRoleArns: bucket.breakGlassRoleArns ?? [],
      accessLogs: accessLogs !== undefined,
      ...(typeof accessLogs?.bucketName === "string" && {
        accessLogsBucket: accessLogs.bucketName,
      }),
    },
    key: {
      existing: existingOf(args.key?.existing),
      account: args.key?.account,
      alias: args.key?.alias,
      rotationPeriodInDays: args.key?.rotationPeriodInDays ?? 365,
      deletionWindowInDays: args.key?.deletionWindowInDays ?? 30,
    },
  };
}

/** Fills in the defaults of an organization's members. */
export function settingsOfMembers(members: ValidMembers = {}): ExportSettings["members"] {
  return {
    managedBy: members.managedBy ?? "guardduty",
    autoEnable: members.autoEnable,
    accounts: (members.accounts ?? []).map((member) => ({
      ...member,
      invite: member.invite ?? false,
      existing: member.existing ?? false,
      features: ownFeatures(member.features),
    })),
    features: members.features ?? [],
    exclude: members.exclude ?? [],
  };
}

/** Fills in the defaults of a MemberDetectors. */
export function memberSettingsOf(args: ValidMemberArgs): MemberDetectorsSettings {
  return {
    regions: args.regions,
    account: args.account ?? {},
    administratorAccountId: args.administratorAccountId,
    acceptInvitation: args.acceptInvitation ?? false,
    features: ownFeatures(args.features),
    existing: existingDetectorsOf(args.existing),
    providerMode: args.providerMode ?? "auto",
  };
}

function existingOf<T extends Partial<ExistingSettings>>(
  existing: T | undefined,
): (T & ExistingSettings) | undefined {
  if (existing === undefined) return undefined;
  return { ...existing, policy: existing.policy ?? "merge", detach: existing.detach ?? false };
}

function existingDetectorsOf<T extends { detectorId: string; enable?: boolean }>(
  existing: { [region: string]: T } = {},
): { [region: string]: T & ExistingDetectorSettings } {
  return Object.fromEntries(
    Object.entries(existing).map(([region, detector]) => [
      region,
      { ...detector, enable: detector.enable ?? false },
    ]),
  );
}

function ownFeatures(features: ValidArgs["features"]): OwnFeature[] {
  return (features ?? []).map(({ status = "ENABLED", additionalConfigurations, ...rest }) => ({
    ...rest,
    status,
    additionalConfigurations: additionalConfigurations?.map((configuration) => ({
      name: configuration.name,
      status: configuration.status ?? "ENABLED",
    })),
  }));
}

/** The component's name in the letters that S3 allows. */
function defaultNamePrefix(component: string): string {
  const stem = component
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const name = [stem, "guardduty"].filter((part) => part !== "").join("-");
  return name.length > LONGEST_DEFAULT_NAME_PREFIX
    ? name.slice(0, LONGEST_DEFAULT_NAME_PREFIX).replace(/-+$/, "")
    : name;
}
