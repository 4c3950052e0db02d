import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import type { SourcePrecision } from "./sources";

/** S3 refuses a larger bucket policy. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const BUCKET_POLICY_LIMIT = 20_480;

/** KMS refuses a larger key policy. Source: https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
export const KEY_POLICY_LIMIT = 32_768;

export interface FittedPolicy {
  document: PolicyDocument;
  /** The document minified, as it is sent. */
  json: string;
  bytes: number;
  limit: number;
  precision: SourcePrecision;
}

/** A policy that does not fit its limit in any form. */
export class PolicyTooLargeError extends Error {
  constructor(
    readonly limit: number,
    readonly ownBytes: number,
    readonly otherBytes: number,
  ) {
    super(
      `the policy needs ${ownBytes + otherBytes} bytes and may have ${limit}: ${ownBytes} for the statements of this export, ` +
        `${otherBytes} for all others; remove statements of others, or export fewer accounts to this bucket and key`,
    );
    this.name = "PolicyTooLargeError";
  }
}

export function policyBytes(document: PolicyDocument): number {
  return Buffer.byteLength(JSON.stringify(document));
}

/**
 * The most precise form of a policy within `limit`: exact detectors, else a pattern for each account.
 * `build` makes the whole document, whatever else the policy holds included; `own` tells its statements apart.
 * Throws PolicyTooLargeError when neither fits.
 */
export function fitPolicy(
  limit: number,
  others: PolicyDocument,
  own: (precision: SourcePrecision) => PolicyStatement[],
): FittedPolicy {
  const otherStatements = Array.isArray(others.Statement) ? others.Statement : [others.Statement];
  const build = (precision: SourcePrecision): FittedPolicy => {
    const document = { ...others, Statement: [...otherStatements, ...own(precision)] };
    return {
      document,
      json: JSON.stringify(document),
      bytes: policyBytes(document),
      limit,
      precision,
    };
  };
  const exact = build("detectors");
  if (exact.bytes <= limit) return exact;
  const byAccount = build("accounts");
  if (byAccount.bytes <= limit) return byAccount;
  const otherBytes = policyBytes({ ...others, Statement: otherStatements });
  throw new PolicyTooLargeError(limit, byAccount.bytes - otherBytes, otherBytes);
}
