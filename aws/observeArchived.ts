import type { ArchivedFindings } from "../rules/findingFilters/archived";
import { archivedCriterion } from "../rules/findingFilters/archived";
import type { ObservedSuppression, Result } from "../rules/health/types";
import type { ArchivingFilter } from "../rules/findingFilters/suppression";
import { atOnce } from "./atOnce";
import type { StatisticsReader } from "./guardDuty/statistics";
import { observe } from "./observe";

/** A detector has at most 100 filters. */
const AT_ONCE = 5;

/** How many findings of the last 30 days are archived in a Region, and by which filter. Never rejects. */
export function observeArchived(
  reader: StatisticsReader,
  detectorId: string,
  { filters }: ObservedSuppression,
  at: Date,
): Promise<Result<ArchivedFindings>> {
  const count = ({ criterion }: Pick<ArchivingFilter, "criterion">) =>
    reader.findingsCount(detectorId, archivedCriterion(criterion, at));
  return observe("guardduty:GetFindingsStatistics", async () => {
    const all = (await count({ criterion: {} })) ?? 0;
    // Without archived findings there is none of a filter.
    const counts = await atOnce(AT_ONCE, filters, async (filter) => {
      return [filter.name, all === 0 ? 0 : await count(filter)] as const;
    });
    return { all, byFilter: Object.fromEntries(counts) };
  });
}
