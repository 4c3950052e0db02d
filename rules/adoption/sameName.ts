import { parseArn } from "../arn";
import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { Problem } from "../problems";
import { problem, toDo } from "../problems";
import { detectorsNamed, sidParts } from "./earlierNames";
import { HOLDER_PATHS } from "./holders";
import type { WrittenPolicy } from "./otherWriters";

/** A detector that a policy names. */
export interface NamedDetector {
  arn: string;
  accountId: string;
  region: string;
  detectorId: string;
}

/**
 * The detectors that statements under the export's own prefix name and that are in none of its Regions, or in another account. In a policy
 * that the stack's state does not have yet, they are of a stack of the same name in another backend, or of an earlier deployment. An
 * account has one detector in a Region: one of the export's own account and Regions is the export's, or does not exist any more.
 */
export function detectorsOfSameName(
  policy: PolicyDocument,
  sidPrefix: string,
  own: { accountId: string; regions: readonly string[] },
): NamedDetector[] {
  const named = listOf(policy.Statement)
    .filter((statement) => sidParts(statement).prefix === sidPrefix)
    .flatMap(detectorsNamed);
  return [...new Set(named)].flatMap((arn) => {
    const { service, accountId, region, resource = "" } = parseArn(arn) ?? {};
    const [, detectorId] = /^detector\/([0-9a-f]+)$/.exec(resource) ?? [];
    if (service !== "guardduty" || !accountId || !region || detectorId === undefined) return [];
    const isOwn = accountId === own.accountId && own.regions.includes(region);
    return isOwn ? [] : [{ arn, accountId, region, detectorId }];
  });
}

/** Another stack has the export's name: each would replace the statements of the other. */
export function sameNameProblems(
  of: WrittenPolicy["holder"],
  sidPrefix: string,
  detectors: readonly NamedDetector[],
): Problem[] {
  if (detectors.length === 0) return [];
  const arns = detectors.map(({ arn }) => arn);
  return [problem("sameName", HOLDER_PATHS[of], toDo("changeName"), { of, sidPrefix, arns })];
}
