import { anyDetectorArn, detectorArn } from "../arn";
import type { PolicyCondition } from "../policyDocument";
import { knownRegion, partitionOf } from "../regions";

/** A detector whose findings are exported. */
export interface ExportSource {
  /** The account that owns the detector and the destination: 12 digits. */
  accountId: string;
  region: string;
  /** 32 hex digits. */
  detectorId: string;
}

/**
 * How the statements name the detectors:
 * - `detectors`: by the exact ARN of each.
 * - `accounts`: by a pattern for every detector of each account, for policies with no room for the list.
 */
export type SourcePrecision = "detectors" | "accounts";

/** Sorted and without duplicates, so that the same set is always written the same way. */
export function sortedSet(values: string[]): string[] {
  return [...new Set(values)].sort();
}

/** A list of one as the bare string, as AWS writes it back. */
export function compact(values: string[]): string | string[] {
  return values.length === 1 ? (values[0] as string) : values;
}

/** The service principals that GuardDuty writes as: the same list belongs in every statement. */
export function servicePrincipals(sources: ExportSource[]): string | string[] {
  return compact(sortedSet(sources.map(({ region }) => knownRegion(region).servicePrincipal)));
}

/** The exporting accounts, as a condition key and its values. */
export function sourceAccounts(sources: ExportSource[]): {
  "aws:SourceAccount": string | string[];
} {
  return { "aws:SourceAccount": compact(sortedSet(sources.map(({ accountId }) => accountId))) };
}

/** The condition that binds a statement to the exporting detectors. */
export function sourceCondition(
  sources: ExportSource[],
  precision: SourcePrecision,
): PolicyCondition {
  const accounts = sourceAccounts(sources);
  if (precision === "detectors") {
    const arns = compact(sortedSet(sources.map(detectorArn)));
    return { StringEquals: { ...accounts, "aws:SourceArn": arns } };
  }
  const patterns = sources.map(({ region, accountId }) =>
    anyDetectorArn(partitionOf(region), accountId),
  );
  return {
    StringEquals: accounts,
    ArnLike: { "aws:SourceArn": compact(sortedSet(patterns)) },
  };
}
