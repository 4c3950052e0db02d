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

/** What `pulumi destroy` does to a created bucket, a created key, their policies and settings. What existed before always stays. */
export const OnDestroy = {
  /** They stay in AWS, with every finding. */
  Retain: "retain",
  /** The bucket is emptied and deleted, the key scheduled for deletion. */
  Delete: "delete",
} as const;
export type OnDestroy = (typeof OnDestroy)[keyof typeof OnDestroy];

/** Who writes the policy of a bucket or key that exists already. */
export const ExistingPolicy = {
  /** The export's statements are merged into it; everything else in it stays as it is. */
  Merge: "merge",
  /** Its owner: nothing is written, and there are no destinations until it grants what GuardDuty needs. */
  External: "external",
} as const;
export type ExistingPolicy = (typeof ExistingPolicy)[keyof typeof ExistingPolicy];

/** What a failed proof of the policies does. */
export const ProofMode = {
  /** Nothing is proved. */
  Off: "off",
  /** It is said as a warning; GuardDuty is asked all the same. */
  Warn: "warn",
  /** The Regions that GuardDuty would be refused in get no destination, and the run fails. */
  Require: "require",
} as const;
export type ProofMode = (typeof ProofMode)[keyof typeof ProofMode];

/** S3 Object Lock's retention modes. */
export const ObjectLockMode = {
  /** Identities with s3:BypassGovernanceRetention may delete earlier. */
  Governance: "GOVERNANCE",
  /** Nobody may delete earlier, the account's root included. */
  Compliance: "COMPLIANCE",
} as const;
export type ObjectLockMode = (typeof ObjectLockMode)[keyof typeof ObjectLockMode];

/** Which accounts of an organization become members by themselves. */
export const AutoEnable = {
  /** Existing accounts, new ones and those that were suspended or removed; within 24 hours. */
  All: "ALL",
  /** Accounts that join the organization later. */
  New: "NEW",
  /** None; members stay as they are. */
  None: "NONE",
} as const;
export type AutoEnable = (typeof AutoEnable)[keyof typeof AutoEnable];

/** Whether a protection plan is on. */
export const FeatureStatus = {
  /** On. */
  Enabled: "ENABLED",
  /** Off. */
  Disabled: "DISABLED",
} as const;
export type FeatureStatus = (typeof FeatureStatus)[keyof typeof FeatureStatus];

/** GuardDuty's protection plans. */
export const Feature = {
  /** S3 Protection. */
  S3DataEvents: "S3_DATA_EVENTS",
  /** EKS Protection: audit logs. */
  EksAuditLogs: "EKS_AUDIT_LOGS",
  /** Malware Protection for EC2. */
  EbsMalwareProtection: "EBS_MALWARE_PROTECTION",
  /** RDS Protection. */
  RdsLoginEvents: "RDS_LOGIN_EVENTS",
  /** Runtime Monitoring of EKS alone; not together with RUNTIME_MONITORING. */
  EksRuntimeMonitoring: "EKS_RUNTIME_MONITORING",
  /** Lambda Protection. */
  LambdaNetworkLogs: "LAMBDA_NETWORK_LOGS",
  /** Runtime Monitoring of EKS, ECS on Fargate and EC2. */
  RuntimeMonitoring: "RUNTIME_MONITORING",
  /** AI Protection. */
  AiProtection: "AI_PROTECTION",
  /** AI Analyst. */
  AiAnalyst: "AI_ANALYST",
} as const;
export type Feature = (typeof Feature)[keyof typeof Feature];

/** How Runtime Monitoring's agents are managed. */
export const AdditionalConfiguration = {
  /** GuardDuty manages the EKS add-on. */
  EksAddonManagement: "EKS_ADDON_MANAGEMENT",
  /** GuardDuty manages the agent of ECS on Fargate; of RUNTIME_MONITORING alone. */
  EcsFargateAgentManagement: "ECS_FARGATE_AGENT_MANAGEMENT",
  /** GuardDuty manages the agent of EC2 instances; of RUNTIME_MONITORING alone. */
  Ec2AgentManagement: "EC2_AGENT_MANAGEMENT",
} as const;
export type AdditionalConfiguration =
  (typeof AdditionalConfiguration)[keyof typeof AdditionalConfiguration];

/** An additional configuration of a protection plan. */
export interface DetectorFeatureConfiguration {
  /** Which one. */
  name: AdditionalConfiguration;
  /** Whether it is on. Defaults to ENABLED. */
  status?: FeatureStatus;
}

/** A protection plan of an account's own detectors. What is not listed stays untouched. */
export interface DetectorFeature {
  /** Which plan. */
  name: Feature;
  /** Whether it is on. Defaults to ENABLED. */
  status?: FeatureStatus;
  /** Its additional configurations: all that it has, or none. Defaults to none: they stay untouched. */
  additionalConfigurations?: DetectorFeatureConfiguration[];
}

/** An additional configuration of members' protection plans. */
export interface MemberFeatureConfiguration {
  /** Which one. */
  name: AdditionalConfiguration;
  /** Which members get it by themselves. */
  autoEnable: AutoEnable;
}

/** A protection plan of the organization's members. What is not listed stays untouched. */
export interface MemberFeature {
  /** Which plan. */
  name: Feature;
  /** Which members get it by themselves. */
  autoEnable: AutoEnable;
  /** Its additional configurations: all that it has, or none. Defaults to none: they stay untouched. */
  additionalConfigurations?: MemberFeatureConfiguration[];
}

/** An account that is made a member by name. */
export interface Member {
  /** The account's id: 12 digits. */
  accountId: string;
  /** The account's e-mail address. */
  email: string;
  /** Whether to invite it: for accounts outside the organization, which accept by MemberDetectors. Defaults to false. */
  invite?: boolean;
  /** Whether it is a member already, and is imported: it needs the administrator's detectorId in existing for every Region, and stays when the stack goes. Defaults to false. */
  existing?: boolean;
}

/** The members of the organization. */
export interface Members {
  /** Which accounts become members by themselves. Defaults to untouched. AWS keeps the setting when the stack goes. */
  autoEnable?: AutoEnable;
  /** Accounts made members by name, where autoEnable does not reach. Defaults to none. One taken out stays a member: only AWS's DisassociateMembers lets it go. */
  accounts?: Member[];
  /** Protection plans of members. Defaults to untouched. */
  features?: MemberFeature[];
}

/** An account and how to act in it. */
export interface Account {
  /** The account's id: 12 digits. Providers made for it refuse credentials of any other account. */
  accountId: string;
  /** ARN of an IAM role of this account that the providers assume. Defaults to none: the credentials are used as they are. */
  assumeRoleArn?: string;
  /** External id sent when the role is assumed. Defaults to none. */
  externalId?: pulumi.Input<string>;
  /** Profile of the AWS configuration files to take credentials from. Defaults to the default credentials. */
  profile?: string;
}

/** The organization's management account and how to act in it. */
export interface ManagementAccount extends Account {
  /** Whether to make detectors in the management account, which it needs before it can be a member. Defaults to false. */
  detector?: boolean;
  /** Whether the administrator is the delegated administrator in every Region already: that is imported, and stays when the stack goes. Defaults to false. */
  delegated?: boolean;
}

/** The accounts of the export. */
export interface Organization {
  /** The account whose detectors export their findings, its members' included. Defaults to the account of the current credentials. */
  administrator?: Account;
  /** The management account, which registers the administrator as delegated administrator in every Region. Defaults to none: that is done already, or there is no organization. */
  management?: ManagementAccount;
  /** The members. Defaults to untouched. */
  members?: Members;
}

/** Retention that S3 enforces on every finding. It can only be set when the bucket is created. */
export interface ObjectLock {
  /** GOVERNANCE or COMPLIANCE. */
  mode: ObjectLockMode;
  /** Days that a finding cannot be deleted or overwritten: 1 to 36500. */
  days: number;
}

/** Server access logs of the findings bucket. */
export interface AccessLogs {
  /** Name of a bucket in the home Region that S3 log delivery may write to. */
  bucketName: pulumi.Input<string>;
  /** Prefix of the log objects. Defaults to the findings bucket's name and a slash. */
  prefix?: pulumi.Input<string>;
}

/** A bucket that exists already. Nothing but its policy and the prefix marker is touched, and it stays when the stack goes. */
export interface ExistingBucket {
  /** The bucket's name. It is in the home Region. */
  name: string;
  /** Who writes its policy. Defaults to merge. */
  policy?: ExistingPolicy;
  /** Whether to take the export's statements out of its policy again, and to register no destinations: before the stack is destroyed. Defaults to false. */
  detach?: boolean;
}

/** The bucket that findings are exported to. */
export interface ExportBucket {
  /** A bucket that exists already, instead of a new one: of the other properties only account and prefix apply. Defaults to none: one is made. */
  existing?: ExistingBucket;
  /** The account that owns the bucket, such as a log archive. Defaults to the administrator account. */
  account?: Account;
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
  objectLock?: ObjectLock;
  /** Server access logs. Defaults to none. */
  accessLogs?: AccessLogs;
  /** Tags of the bucket, besides the component's. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}

/** A key that exists already. Nothing but its policy is touched, and it stays when the stack goes. */
export interface ExistingKey {
  /** The key's ARN, not its alias's. It is in the home Region, symmetric, enabled, for ENCRYPT_DECRYPT. */
  arn: string;
  /** Who writes its policy. Defaults to merge. */
  policy?: ExistingPolicy;
  /** Whether to take the export's statement out of its policy again, and to register no destinations: before the stack is destroyed. Defaults to false. */
  detach?: boolean;
}

/** The KMS key that findings are encrypted under. */
export interface ExportKey {
  /** A key that exists already, instead of a new one: of the other properties only account applies. Defaults to none: one is made. */
  existing?: ExistingKey;
  /** The account that owns the key. Defaults to the bucket's. */
  account?: Account;
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

/** What exists in a Region already: it is imported, managed from then on but for its tags, and stays when the stack goes. */
export interface ExistingDetector {
  /** Id of the account's detector in the Region: 32 hex digits. */
  detectorId: string;
  /** Id of the detector's publishing destination: 32 hex digits. It is redirected to the bucket. Defaults to none: one is made. */
  destinationId?: string;
  /** Whether to enable the detector should it be suspended. Defaults to false: that is left as it is, and a suspended detector is reported. */
  enable?: boolean;
}

/** The same of a member account. */
export interface ExistingMemberDetector {
  /** Id of the account's detector in the Region: 32 hex digits. */
  detectorId: string;
  /** Whether to enable the detector should it be suspended. Defaults to false: that is left as it is, and a suspended detector is reported. */
  enable?: boolean;
}

/** The arguments of GuardDutyExport. What decides which resources exist is plain; leaves may be Inputs. */
export interface GuardDutyExportArgs {
  /** The Regions whose findings are exported, such as us-east-1: a detector and a destination in each. */
  regions: string[];
  /** Region of the bucket and the key. Defaults to the first of regions. */
  homeRegion?: string;
  /** How often updates of findings are sent. Defaults to SIX_HOURS. */
  findingPublishingFrequency?: FindingPublishingFrequency;
  /** The accounts. Defaults to the account of the current credentials alone. */
  organization?: Organization;
  /** Protection plans of the administrator's own detectors. Defaults to untouched. */
  features?: DetectorFeature[];
  /** The bucket. Defaults to a new one with a generated name, exported to at its root. */
  bucket?: ExportBucket;
  /** The key. Defaults to a new one that rotates every 365 days. */
  key?: ExportKey;
  /** What exists already, by Region. Defaults to nothing. */
  existing?: { [region: string]: ExistingDetector };
  /** Which AWS providers are made. Defaults to perRegion. A provider in the resource options serves the administrator account instead. */
  providerMode?: ProviderMode;
  /** ARNs of IAM roles and users that read findings from other accounts than the bucket's or the key's: those policies admit them. Defaults to none. */
  readerArns?: string[];
  /** Whether an SNS topic is made that tells of each new findings object; FindingsReader subscribes to it. Not for an existing bucket, whose notifications are its owner's. Defaults to false. */
  notifications?: boolean;
  /** ARN of a topic that the bucket's owner has told of new objects. Defaults to none. */
  notificationTopicArn?: pulumi.Input<string>;
  /** Whether to read, before anything is made, if each account has enabled its opt-in Regions. Defaults to false. */
  preflight?: boolean;
  /** What happens when the two policies, as they will be, do not let GuardDuty export: previews prove it too. Defaults to require. */
  proof?: ProofMode;
  /** What pulumi destroy does to the bucket, the key, their policies and settings. Defaults to retain. */
  onDestroy?: OnDestroy;
  /** Tags of every detector, the bucket and the key that is made. Defaults to none. Destinations carry none: a change of tags would replace them. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}

/** The arguments of MemberDetectors. What decides which resources exist is plain; leaves may be Inputs. */
export interface MemberDetectorsArgs {
  /** The Regions that get a detector, such as us-east-1. */
  regions: string[];
  /** The member account. Defaults to the account of the current credentials. */
  account?: Account;
  /** Id of the administrator account: 12 digits. Required when its invitation is accepted. */
  administratorAccountId?: string;
  /** Whether to accept the administrator's invitation: for accounts outside its organization. Defaults to false. */
  acceptInvitation?: boolean;
  /** Protection plans of the account's own detectors. Defaults to untouched. */
  features?: DetectorFeature[];
  /** Detectors that exist already, by Region. Defaults to none. */
  existing?: { [region: string]: ExistingMemberDetector };
  /** Which AWS providers are made. Defaults to perRegion. A provider in the resource options serves the account instead. */
  providerMode?: ProviderMode;
  /** Tags of every detector. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
