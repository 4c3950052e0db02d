import type { DueFinding } from "../rules/health/newest";
import { dueCriterion, newestDue } from "../rules/health/rhythm";
import type { ObservedDetector, Result } from "../rules/health/types";
import type { LatestFindingsReader } from "./guardDuty/statistics";
import { observe } from "./observe";

/** The newest finding of a detector that had to be exported by now; a value of undefined: there is none. Never rejects. */
export async function observeDue(
  { id, findingPublishingFrequency }: ObservedDetector,
  reader: LatestFindingsReader,
  now: Date,
): Promise<Result<DueFinding | undefined>> {
  return observe("guardduty:GetFindingsStatistics", async () =>
    newestDue(await reader.latestFindings(id, dueCriterion(now, findingPublishingFrequency))),
  );
}
