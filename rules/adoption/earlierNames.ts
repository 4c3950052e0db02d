import { RESERVED_SID_PREFIX } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import { REPLACED_PURPOSES } from "./purposes";

const OF_A_COMPONENT = new RegExp(`^(${RESERVED_SID_PREFIX}[0-9a-f]{8})([A-Za-z]+)$`);

/** Of both policies: the statement of each that names the detectors. */
const NAMES_DETECTORS = ["PutObject", "GenerateDataKey"];

/**
 * Sid prefixes that this export had under another name of its project, stack or component. A detector has one destination for S3, so
 * statements that name detectors of this export alone are of no other; those that name no detector, or another one too, may be.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreatePublishingDestination.html
 */
export function earlierPrefixes(
  policy: PolicyDocument,
  sidPrefix: string,
  detectorArns: readonly string[],
): string[] {
  const own = new Set(detectorArns);
  const found = listOf(policy.Statement).flatMap((statement) => {
    const { prefix, purpose } = sidParts(statement);
    if (prefix === undefined || prefix === sidPrefix) return [];
    if (!NAMES_DETECTORS.includes(purpose)) return [];
    const named = detectorsNamed(statement);
    return named.length > 0 && named.every((arn) => own.has(arn)) ? [prefix] : [];
  });
  return [...new Set(found)];
}

/** Whether the statement is of one of the prefixes, as a component writes it. */
export function isOfPrefix(prefixes: readonly string[], statement: PolicyStatement): boolean {
  const { prefix, purpose } = sidParts(statement);
  return prefix !== undefined && prefixes.includes(prefix) && REPLACED_PURPOSES.includes(purpose);
}

/** The component's prefix and the purpose that a Sid is made of. */
export function sidParts({ Sid }: PolicyStatement): { prefix?: string; purpose: string } {
  const [, prefix, purpose = ""] = OF_A_COMPONENT.exec(typeof Sid === "string" ? Sid : "") ?? [];
  return { ...(prefix !== undefined && { prefix }), purpose };
}

/** ARNs of the detectors that a statement of a component names. */
export function detectorsNamed({ Condition }: PolicyStatement): string[] {
  const values = Condition?.StringEquals?.["aws:SourceArn"];
  return listOf(values).map(String);
}
