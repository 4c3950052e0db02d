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
  /** One provider for each account and Region up to 8 providers, one for each account above. */
  Auto: "auto",
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

/** How a created bucket and key are protected from whoever administers their accounts. */
export const BucketProtection = {
  /** Only GuardDuty writes findings; TLS, versioning and the public access block. */
  Standard: "standard",
  /** In addition, only the break-glass roles, the deploying role and root with MFA delete findings or change the protection of bucket and key. */
  Locked: "locked",
} as const;
export type BucketProtection = (typeof BucketProtection)[keyof typeof BucketProtection];

/** S3 Object Lock's retention modes. */
export const ObjectLockMode = {
  /** Identities with s3:BypassGovernanceRetention may delete earlier. */
  Governance: "GOVERNANCE",
  /** No identity may delete earlier, not even the account's root user. */
  Compliance: "COMPLIANCE",
} as const;
export type ObjectLockMode = (typeof ObjectLockMode)[keyof typeof ObjectLockMode];

/** What enables GuardDuty and its protection plans in the accounts of an organization. */
export const MembersManagedBy = {
  /** GuardDuty's settings of each Region: auto-enable, and the accounts that are made members by name. */
  GuardDuty: "guardduty",
  /** Policies of AWS Organizations (GUARDDUTY_POLICY), with which auto-enable does not apply in any Region. */
  Policy: "policy",
} as const;
export type MembersManagedBy = (typeof MembersManagedBy)[keyof typeof MembersManagedBy];

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

/**
 * The protection plans that an administrator enables for members: all but AI Analyst.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_OrganizationFeatureConfiguration.html
 */
export const ORGANIZATION_FEATURES = {
  S3DataEvents: Feature.S3DataEvents,
  EksAuditLogs: Feature.EksAuditLogs,
  EbsMalwareProtection: Feature.EbsMalwareProtection,
  RdsLoginEvents: Feature.RdsLoginEvents,
  EksRuntimeMonitoring: Feature.EksRuntimeMonitoring,
  LambdaNetworkLogs: Feature.LambdaNetworkLogs,
  RuntimeMonitoring: Feature.RuntimeMonitoring,
  AiProtection: Feature.AiProtection,
} as const;

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
