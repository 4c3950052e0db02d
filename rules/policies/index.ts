import type { PolicyDocument } from "../policyDocument";
import type { Partition } from "../regions";
import { bucketStatements } from "./bucketStatements";
import type { BucketStatementsInput } from "./bucketStatements";
import type { FittedPolicy } from "./budget";
import { BUCKET_POLICY_LIMIT, fitPolicy, KEY_POLICY_LIMIT } from "./budget";
import { accountAdministration, keyStatements } from "./keyStatements";
import type { KeyStatementsInput } from "./keyStatements";

export { findingsFolder } from "./bucketStatements";
export { BUCKET_POLICY_LIMIT, KEY_POLICY_LIMIT, PolicyTooLargeError, policyBytes } from "./budget";
export type { FittedPolicy } from "./budget";
export { readersOutside, s3ViaService } from "./readerStatements";
export { RESERVED_SID_PREFIX, sidPrefix } from "./sids";
export type { StatementOwner } from "./sids";
export type { ExportSource, SourcePrecision } from "./sources";

/** What a bucket policy is made from. */
export type BucketPolicyInput = Omit<BucketStatementsInput, "precision">;

/** What a key policy is made from. */
export type KeyPolicyInput = Omit<KeyStatementsInput, "precision">;

/** A policy that holds nothing of anybody. */
export const EMPTY_POLICY: PolicyDocument = { Version: "2012-10-17", Statement: [] };

/** The bucket policy with the export's statements after those of `others`. Throws PolicyTooLargeError. */
export function bucketPolicy(
  input: BucketPolicyInput,
  others: PolicyDocument = EMPTY_POLICY,
): FittedPolicy {
  return fitPolicy(BUCKET_POLICY_LIMIT, others, (precision) =>
    bucketStatements({ ...input, precision }),
  );
}

/** The key policy with the export's statement after those of `others`. Throws PolicyTooLargeError. */
export function keyPolicy(input: KeyPolicyInput, others: PolicyDocument): FittedPolicy {
  return fitPolicy(KEY_POLICY_LIMIT, others, (precision) => keyStatements({ ...input, precision }));
}

/** What a created key's policy holds beside the export's statement. */
export function createdKeyPolicy(
  sidPrefix: string,
  partition: Partition,
  accountId: string,
): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [accountAdministration(sidPrefix, partition, accountId)],
  };
}
