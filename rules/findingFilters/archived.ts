import type { Condition, Criterion } from "./conditions";

const DAY = 86_400_000;

/** How many days back archived findings are counted. */
export const ARCHIVED_DAYS = 30;

/** The findings that meet a criterion, are archived, and were updated in the last 30 days. */
export function archivedCriterion(criterion: Criterion, at: Date): Criterion {
  const since = at.getTime() - ARCHIVED_DAYS * DAY;
  const { updatedAt = {} } = criterion;
  const given = updatedAt.greaterThanOrEqual ?? since;
  return {
    ...criterion,
    updatedAt: { ...updatedAt, greaterThanOrEqual: Math.max(since, given) },
    "service.archived": { equals: ["true"] },
  };
}

/**
 * What GuardDuty counts findings by: wildcards are for filters alone. Those of `type` are left to the caller, as `types`, that counts
 * by type; with others there is nothing to count by.
 */
export function countableCriterion(criterion: Criterion): {
  counted?: Criterion;
  types?: Condition;
} {
  const { type, ...others } = criterion;
  if (Object.values(others).some(hasWildcards)) return {};
  if (type === undefined || !hasWildcards(type)) return { counted: criterion };
  return { counted: others, types: type };
}

function hasWildcards({ matches, notMatches }: Condition): boolean {
  return matches !== undefined || notMatches !== undefined;
}

/** How many findings of the last 30 days are archived; undefined: they cannot be counted. */
export interface ArchivedFindings {
  /** Filter -> those that meet its criterion. */
  byFilter: { [filter: string]: number | undefined };
  all: number;
}

/** Those at least that no filter archived: ArchiveFindings did, or a filter that is gone. A finding may meet several filters. */
export function archivedByNoFilter({ byFilter, all }: ArchivedFindings): number {
  let left = all;
  for (const count of Object.values(byFilter)) {
    if (count === undefined) return 0;
    left -= count;
  }
  return Math.max(0, left);
}
