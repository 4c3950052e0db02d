import type { PolicyDocument } from "../policyDocument";
import type { Partition } from "../regions";
import { bucketStatements } from "./bucketStatements";
import type { BucketStatementsInput } from "./bucketStatements";
import type { FittedPolicy } from "./budget";
import { fitPolicy } from "./budget";
import { accountAdministration, keyStatements } from "./keyStatements";
import type { KeyStatementsInput } from "./keyStatements";
import { keyLock } from "./lockStatements";
import type { SourcePrecision } from "./sources";

export { denyOtherWriters, findingsFolder } from "./bucketStatements";
export { policyBytes, PolicyTooLargeError } from "./budget";
export type { FittedPolicy } from "./budget";
export { LOCKED_BUCKET_ACTIONS, LOCKED_KEY_ACTIONS } from "./lockStatements";
export { POLICY_LIMITS } from "./limits";
export type { PolicyName, PolicySize } from "./limits";
export { readersOutside, s3ViaService } from "./readerStatements";
export { RESERVED_SID_PREFIX, sidPrefix } from "./sids";
export type { StatementOwner } from "./sids";
export type { ExportSource, SourcePrecision } from "./sources";

/** What a bucket policy is made from. */
export type BucketPolicyInput = Omit<BucketStatementsInput, "precision">;

/** What a key policy is made from. */
export type KeyPolicyInput = Omit<KeyStatementsInput, "precision">;

/** A policy without statements. */
export const EMPTY_POLICY: PolicyDocument = { Version: "2012-10-17", Statement: [] };

/**
 * The bucket policy with the export's statements after those of `others`. `sized` is an input of the size that everything will have
 * once it is known. Throws PolicyTooLargeError.
 */
export function bucketPolicy(
  input: BucketPolicyInput,
  others: PolicyDocument = EMPTY_POLICY,
  sized: BucketPolicyInput = input,
): FittedPolicy {
  const of = (from: BucketPolicyInput) => (precision: SourcePrecision) =>
    bucketStatements({ ...from, precision });
  return fitPolicy("bucket", others, of(input), of(sized));
}

/** The key policy with the export's statements after those of `others`, as `bucketPolicy`. Throws PolicyTooLargeError. */
export function keyPolicy(
  input: KeyPolicyInput,
  others: PolicyDocument,
  sized: KeyPolicyInput = input,
): FittedPolicy {
  const of = (from: KeyPolicyInput) => (precision: SourcePrecision) =>
    keyStatements({ ...from, precision });
  return fitPolicy("key", others, of(input), of(sized));
}

/** What a created key's policy holds in addition to the export's statement; `lockedFor` are the roles that may still change a locked key. */
export function createdKeyPolicy(
  sidPrefix: string,
  partition: Partition,
  accountId: string,
  lockedFor?: readonly string[],
): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      accountAdministration(sidPrefix, partition, accountId),
      ...(lockedFor ? keyLock({ sidPrefix, partition, roleArns: lockedFor }) : []),
    ],
  };
}
