import { atOnce } from "../../aws/atOnce";
import type { GuardDuty } from "../../aws/guardDuty";
import { observe } from "../../aws/observe";
import type { ArchivedFindings, ArchivingFilter } from "../../rules/findingFilters";
import { archivedByNoFilter, archivedCriterion } from "../../rules/findingFilters";
import type { ObservedSuppression } from "../../rules/health/types";
import type { Finding, Result } from "../findings";
import { notChecked, warning } from "../findings";

/** A detector has at most 100 filters. */
const AT_ONCE = 5;

/** How many findings of the last 30 days are archived in a Region, and by which filter. Never rejects. */
export function observeArchived(
  guardDuty: GuardDuty,
  detectorId: string,
  { filters }: ObservedSuppression,
  at: Date,
): Promise<Result<ArchivedFindings>> {
  const count = ({ criterion }: Pick<ArchivingFilter, "criterion">) =>
    guardDuty.findingsCount(detectorId, archivedCriterion(criterion, at));
  return observe("guardduty:GetFindingsStatistics", async () => {
    const [all, counts] = await Promise.all([
      count({ criterion: {} }),
      atOnce(AT_ONCE, filters, async (filter) => [filter.name, await count(filter)] as const),
    ]);
    return { all: all ?? 0, byFilter: Object.fromEntries(counts) };
  });
}

/** Findings that were archived, and by no filter that is there. */
export function archivedFindings(
  detectorRegion: string,
  detectorId: string,
  { value, finding }: Result<ArchivedFindings>,
): Finding[] {
  if (finding !== undefined) return [notChecked("archivedFindings", finding)];
  const count = archivedByNoFilter(value);
  return count === 0 ? [] : [warning("findingsArchived", { detectorRegion, detectorId, count })];
}
