import { rootArn } from "../arn";
import type { PolicyCondition, PolicyStatement } from "../policyDocument";
import type { Partition } from "../regions";

/** Who may still change a locked bucket or key: ARNs of IAM roles, in addition to the account's root user with MFA. */
export interface Lock {
  sidPrefix: string;
  partition: Partition;
  roleArns: readonly string[];
}

/**
 * What removes findings, or what keeps them.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export const LOCKED_BUCKET_ACTIONS: readonly string[] = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutBucketAcl",
  "s3:PutBucketObjectLockConfiguration",
  "s3:PutBucketOwnershipControls",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutEncryptionConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
  "s3:PutReplicationConfiguration",
];

/**
 * What makes findings unreadable, or lets others read them.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export const LOCKED_KEY_ACTIONS: readonly string[] = [
  "kms:CreateGrant",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
];

export function bucketLock(lock: Lock, bucketArn: string): PolicyStatement[] {
  return denials(lock, LOCKED_BUCKET_ACTIONS, [bucketArn, `${bucketArn}/*`]);
}

export function keyLock(lock: Lock): PolicyStatement[] {
  return denials(lock, LOCKED_KEY_ACTIONS, "*");
}

/**
 * Two statements, as no condition says "one of the roles, or root with MFA". They name no principal: a deleted role would leave its
 * unique id in the policy, and AWS refuses to write that.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
function denials(
  { sidPrefix, partition, roleArns }: Lock,
  actions: readonly string[],
  Resource: string | string[],
): PolicyStatement[] {
  // Of any account: the policy lets none but its own in.
  const root = rootArn(partition, "*");
  const deny = (purpose: string, Condition: PolicyCondition): PolicyStatement => ({
    Sid: `${sidPrefix}${purpose}`,
    Effect: "Deny",
    Principal: "*",
    Action: [...actions],
    Resource,
    Condition,
  });
  return [
    deny("DenyChanges", {
      ArnNotLike: { "aws:PrincipalArn": [...roleArns, root] },
    }),
    deny("DenyChangesWithoutMfa", {
      ArnLike: { "aws:PrincipalArn": root },
      BoolIfExists: { "aws:MultiFactorAuthPresent": "false" },
    }),
  ];
}
