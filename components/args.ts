import type * as pulumi from "@pulumi/pulumi";

/** How often GuardDuty sends updates of findings that exist. New findings arrive within about 5 minutes in any case. */
export const FindingPublishingFrequency = {
  /** Every 15 minutes. */
  FifteenMinutes: "FIFTEEN_MINUTES",
  /** Every hour. */
  OneHour: "ONE_HOUR",
  /** Every 6 hours. */
  SixHours: "SIX_HOURS",
} as const;
export type FindingPublishingFrequency =
  (typeof FindingPublishingFrequency)[keyof typeof FindingPublishingFrequency];

/** Which AWS providers the component makes. Changing it replaces nothing. */
export const ProviderMode = {
  /** One provider for each account and Region. */
  PerRegion: "perRegion",
  /** One provider for each account: for many Regions on a small runner, since each provider is a process. */
  PerAccount: "perAccount",
} as const;
export type ProviderMode = (typeof ProviderMode)[keyof typeof ProviderMode];

/** What `pulumi destroy` does to the bucket, the key, their policies and settings. */
export const OnDestroy = {
  /** They stay in AWS, with every finding. */
  Retain: "retain",
  /** The bucket is emptied and deleted, the key scheduled for deletion. */
  Delete: "delete",
} as const;
export type OnDestroy = (typeof OnDestroy)[keyof typeof OnDestroy];

/** S3 Object Lock's retention modes. */
export const ObjectLockMode = {
  /** Identities with s3:BypassGovernanceRetention may delete earlier. */
  Governance: "GOVERNANCE",
  /** Nobody may delete earlier, the account's root included. */
  Compliance: "COMPLIANCE",
} as const;
export type ObjectLockMode = (typeof ObjectLockMode)[keyof typeof ObjectLockMode];

/** An account and how to act in it. */
export interface AccountArgs {
  /** The account's id: 12 digits. Providers made for it refuse credentials of any other account. */
  accountId: string;
  /** ARN of an IAM role of this account that the providers assume. Defaults to none: the credentials are used as they are. */
  assumeRoleArn?: string;
  /** External id sent when the role is assumed. Defaults to none. */
  externalId?: string;
  /** Profile of the AWS configuration files to take credentials from. Defaults to the default credentials. */
  profile?: string;
}

/** The accounts of the export. */
export interface OrganizationArgs {
  /** The account whose detectors export their findings. Defaults to the account of the current credentials. */
  administrator?: AccountArgs;
}

/** Retention that S3 enforces on every finding. It can only be set when the bucket is created. */
export interface ObjectLockArgs {
  /** GOVERNANCE or COMPLIANCE. */
  mode: ObjectLockMode;
  /** Days that a finding cannot be deleted or overwritten: 1 to 36500. */
  days: number;
}

/** Server access logs of the findings bucket. */
export interface AccessLogsArgs {
  /** Name of a bucket in the home Region that S3 log delivery may write to. */
  bucketName: pulumi.Input<string>;
  /** Prefix of the log objects. Defaults to the findings bucket's name and a slash. */
  prefix?: pulumi.Input<string>;
}

/** The bucket that findings are exported to. */
export interface BucketArgs {
  /** The bucket's name. Defaults to namePrefix, a hyphen and eight random hex digits. */
  name?: string;
  /** What a generated name starts with: 3 to 54 characters. Defaults to the component's name followed by -guardduty. */
  namePrefix?: string;
  /** Folder of the bucket that GuardDuty writes under, such as security/guardduty. Defaults to the root of the bucket. */
  prefix?: string;
  /** Days after which findings expire: 1 to 36500. Defaults to never. */
  retentionDays?: number;
  /** Days after which noncurrent versions expire: 1 to 36500. Defaults to 30. */
  noncurrentVersionDays?: number;
  /** Object Lock of the findings. Defaults to none. */
  objectLock?: ObjectLockArgs;
  /** Server access logs. Defaults to none. */
  accessLogs?: AccessLogsArgs;
  /** Tags of the bucket, besides the component's. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}

/** The KMS key that findings are encrypted under. */
export interface KeyArgs {
  /** The key's alias, with alias/ in front. Defaults to a name generated from the component's. */
  alias?: string;
  /** The key's description. Defaults to a sentence that names the component. */
  description?: pulumi.Input<string>;
  /** Days between rotations of the key's material: 90 to 2560. Defaults to 365. */
  rotationPeriodInDays?: number;
  /** Days that KMS waits before it deletes the key, should it be deleted: 7 to 30. Defaults to 30. */
  deletionWindowInDays?: number;
  /** Tags of the key, besides the component's. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}

/** The arguments of GuardDutyExport. What decides which resources exist is plain; leaves may be Inputs. */
export interface GuardDutyExportArgs {
  /** The Regions whose findings are exported, such as us-east-1: a detector and a destination in each. */
  regions: string[];
  /** Region of the bucket and the key. Defaults to the first of regions. */
  homeRegion?: string;
  /** How often updates of findings are sent. Defaults to SIX_HOURS. */
  frequency?: FindingPublishingFrequency;
  /** The accounts. Defaults to the account of the current credentials alone. */
  organization?: OrganizationArgs;
  /** The bucket. Defaults to a new one with a generated name, exported to at its root. */
  bucket?: BucketArgs;
  /** The key. Defaults to a new one that rotates every 365 days. */
  key?: KeyArgs;
  /** Which AWS providers are made. Defaults to perRegion. A provider in the resource options serves the administrator account instead. */
  providers?: ProviderMode;
  /** What pulumi destroy does to the bucket, the key, their policies and settings. Defaults to retain. */
  onDestroy?: OnDestroy;
  /** Tags of every detector, the bucket and the key. Defaults to none. Destinations carry none: a change of tags would replace them. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
