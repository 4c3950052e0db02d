/**
 * The protection plans that can be set.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html
 */
export const FEATURES = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "EKS_RUNTIME_MONITORING",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
  "AI_PROTECTION",
  "AI_ANALYST",
] as const;

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorAdditionalConfiguration.html */
export const ADDITIONAL_CONFIGURATIONS = [
  "EKS_ADDON_MANAGEMENT",
  "ECS_FARGATE_AGENT_MANAGEMENT",
  "EC2_AGENT_MANAGEMENT",
] as const;

export const FEATURE_STATUSES = ["ENABLED", "DISABLED"] as const;
export const AUTO_ENABLE = ["ALL", "NEW", "NONE"] as const;

export type FeatureName = (typeof FEATURES)[number];

/** The additional configurations of the features that have any. */
export const CONFIGURABLE: { [feature: string]: readonly string[] } = {
  EKS_RUNTIME_MONITORING: ["EKS_ADDON_MANAGEMENT"],
  RUNTIME_MONITORING: ADDITIONAL_CONFIGURATIONS,
};
