import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { PolicyName, PolicySize } from "./limits";
import { POLICY_LIMITS } from "./limits";
import type { SourcePrecision } from "./sources";

export interface FittedPolicy {
  document: PolicyDocument;
  /** The document minified, as it is sent. */
  json: string;
  /** Once everything is known. */
  bytes: number;
  limit: number;
  precision: SourcePrecision;
}

/** A policy that does not fit its limit in any form, as data: its text is made where it is printed. */
export class PolicyTooLargeError extends Error {
  constructor(readonly size: PolicySize) {
    super("policyTooLarge");
    this.name = "PolicyTooLargeError";
  }
}

export function policyBytes(document: PolicyDocument): number {
  return Buffer.byteLength(JSON.stringify(document));
}

/** The export's statements in a form. */
export type OwnStatements = (precision: SourcePrecision) => PolicyStatement[];

/**
 * The most precise form of a policy within its limit: exact detectors, else a pattern for each account.
 * `sized` makes statements of the size that `own` will have once everything is known. Throws PolicyTooLargeError when neither form fits.
 */
export function fitPolicy(
  policy: PolicyName,
  others: PolicyDocument,
  own: OwnStatements,
  sized: OwnStatements = own,
): FittedPolicy {
  const limit = POLICY_LIMITS[policy];
  const otherStatements = listOf(others.Statement);
  const withOwn = (statements: PolicyStatement[]): PolicyDocument => ({
    ...others,
    Statement: [...otherStatements, ...statements],
  });
  const sizes = PRECISIONS.map((precision) => ({
    precision,
    bytes: policyBytes(withOwn(sized(precision))),
  }));
  const fitting = sizes.find(({ bytes }) => bytes <= limit);
  if (fitting === undefined) {
    const otherBytes = policyBytes(withOwn([]));
    const smallest = Math.min(...sizes.map(({ bytes }) => bytes));
    throw new PolicyTooLargeError({ policy, limit, ownBytes: smallest - otherBytes, otherBytes });
  }
  const document = withOwn(own(fitting.precision));
  return { document, json: JSON.stringify(document), limit, ...fitting };
}

/** The more precise first. */
const PRECISIONS: readonly SourcePrecision[] = ["detectors", "accounts"];
