/**
 * The calls that stop an export, a part of it or its messages, by the names that CloudTrail records.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/logging-using-cloudtrail.html
 */

export const DETECTOR_CALLS = [
  "DeletePublishingDestination",
  "UpdatePublishingDestination",
  "DeleteDetector",
  "UpdateDetector",
] as const;

/** Archived findings are not exported, and trusted lists raise none. */
export const SUPPRESSION_CALLS = [
  "CreateFilter",
  "UpdateFilter",
  "ArchiveFindings",
  "CreateIPSet",
  "UpdateIPSet",
  "CreateTrustedEntitySet",
  "UpdateTrustedEntitySet",
] as const;

export const MEMBER_CALLS = [
  "StopMonitoringMembers",
  "DisassociateMembers",
  "DeleteMembers",
  "UpdateMemberDetectors",
  "UpdateOrganizationConfiguration",
] as const;

/** Calls of GuardDuty in the accounts of the management and of members. */
export const RELATION_CALLS = [
  "DisableOrganizationAdminAccount",
  "DisassociateFromAdministratorAccount",
  "DisassociateFromMasterAccount",
] as const;

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html */
export const SERVICE_CALLS = [
  "DeregisterDelegatedAdministrator",
  "DisableAWSServiceAccess",
] as const;
/** An account that leaves the organization is no member any more, and no list of accounts has it. */
export const ACCOUNT_CALLS = [
  "RemoveAccountFromOrganization",
  "LeaveOrganization",
  "CloseAccount",
] as const;
/** Source: https://docs.aws.amazon.com/accounts/latest/reference/monitoring-cloudtrail.html */
export const REGION_CALLS = ["DisableRegion"] as const;
export const POLICY_TYPE_CALLS = ["EnablePolicyType", "DisablePolicyType"] as const;
/** Their events do not name the type of the policy: those of control policies are reported as well. */
export const POLICY_CALLS = ["AttachPolicy", "DetachPolicy", "UpdatePolicy"] as const;
export const POLICY_TYPE = "GUARDDUTY_POLICY";

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/using-service-linked-roles.html */
export const GUARDDUTY_ROLE = "AWSServiceRoleForAmazonGuardDuty";

/**
 * CloudTrail records some under the name of an older form of the operation.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const BUCKET_CALLS = [
  "PutBucketPolicy",
  "DeleteBucketPolicy",
  "DeleteBucket",
  "PutBucketLifecycle",
  "PutBucketLifecycleConfiguration",
  "DeleteBucketLifecycle",
  "PutBucketVersioning",
  "PutBucketEncryption",
  "DeleteBucketEncryption",
  "PutBucketPublicAccessBlock",
  "DeleteBucketPublicAccessBlock",
  "PutBucketObjectLockConfiguration",
  "PutObjectLockConfiguration",
  "PutBucketNotification",
  "PutBucketNotificationConfiguration",
  "PutBucketOwnershipControls",
  "DeleteBucketOwnershipControls",
  "PutBucketReplication",
  "DeleteBucketReplication",
  "PutBucketAcl",
] as const;

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html */
export const KEY_CALLS = [
  "PutKeyPolicy",
  "ScheduleKeyDeletion",
  "DisableKey",
  "DisableKeyRotation",
  "DeleteImportedKeyMaterial",
  "UpdatePrimaryRegion",
  "CreateGrant",
] as const;

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-logging-using-cloudtrail.html */
export const QUEUE_CALLS = [
  "SetQueueAttributes",
  "AddPermission",
  "RemovePermission",
  "DeleteQueue",
  "PurgeQueue",
] as const;

/** Source: https://docs.aws.amazon.com/sns/latest/dg/sns-logging-using-cloudtrail.html */
export const TOPIC_CALLS = [
  "SetTopicAttributes",
  "AddPermission",
  "RemovePermission",
  "DeleteTopic",
] as const;
/** Of the topic, which this call alone names as a resource. */
export const PROTECTION_CALLS = ["PutDataProtectionPolicy"] as const;
export const SUBSCRIPTION_CALLS = ["SetSubscriptionAttributes", "Unsubscribe"] as const;

/**
 * What ends the messages, the alarms or the health check. Rules and alarms that are written anew are compared by deployments: these calls
 * are reported where they leave out what they have to do.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/logging-using-cloudtrail.html
 */
export const RULE_CALLS = ["DisableRule", "DeleteRule"] as const;
/** Reported where they disable the rule. */
export const RULE_WRITES = ["PutRule"] as const;
/** Of the account's buses: events of other accounts and Regions are forwarded to the default one. */
export const BUS_CALLS = ["PutPermission", "RemovePermission"] as const;
export const TARGET_CALLS = ["RemoveTargets"] as const;
/** Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html */
export const ALARM_CALLS = ["DeleteAlarms", "DisableAlarmActions"] as const;
/** Reported where it names an alarm. */
export const MUTE_CALLS = ["PutAlarmMuteRule"] as const;
export const ALARM_WRITES = ["PutMetricAlarm"] as const;
/** With the versions of Lambda's API. Source: https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html */
export const FUNCTION_CALLS = [
  "DeleteFunction20150331",
  "PutFunctionConcurrency20171031",
  "UpdateFunctionCode20150331v2",
  "UpdateFunctionConfiguration20150331v2",
] as const;
/** Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/logging-using-cloudtrail.html */
export const SCHEDULE_CALLS = ["DeleteSchedule", "UpdateSchedule"] as const;
/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html */
export const ROLE_CALLS = [
  "DeleteRole",
  "DeleteRolePolicy",
  "PutRolePolicy",
  "PutRolePermissionsBoundary",
  "UpdateAssumeRolePolicy",
  "AttachRolePolicy",
] as const;

/**
 * Messages depend on a trail of management events in each Region: what ends that of any trail is reported, as far as the event itself
 * still arrives.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-api-calls.html
 */
export const TRAIL_CALLS = [
  "StopLogging",
  "DeleteTrail",
  "UpdateTrail",
  "PutEventSelectors",
] as const;
