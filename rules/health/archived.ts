import type { ArchivedFindings } from "../findingFilters/archived";
import { archivedByNoFilter } from "../findingFilters/archived";
import type { HealthFinding } from "./types";
import { warning } from "./types";

/** Findings that were archived, and by no filter that is there. */
export function archivedFindings(
  detectorRegion: string,
  detectorId: string,
  archived: ArchivedFindings,
): HealthFinding[] {
  const count = archivedByNoFilter(archived);
  return count === 0 ? [] : [warning("findingsArchived", { detectorRegion, detectorId, count })];
}
