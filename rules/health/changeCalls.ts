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
export const SUBSCRIPTION_CALLS = ["SetSubscriptionAttributes", "Unsubscribe"] as const;
