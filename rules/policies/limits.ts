/** Which policy of an export. */
export type PolicyName = "bucket" | "key";

/**
 * The largest policies that S3 and KMS take, in bytes.
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 */
export const POLICY_LIMITS: { [policy in PolicyName]: number } = { bucket: 20_480, key: 32_768 };

/** The sizes of a policy and of its parts, in bytes. */
export interface PolicySize {
  policy: PolicyName;
  limit: number;
  /** Of the export's statements, in their shortest form. */
  ownBytes: number;
  /** Of everything else. */
  otherBytes: number;
}
