import { knownRegion } from "../regions";
import type { Criterion } from "./conditions";
import { meetsCriterion } from "./matching";
import { SAMPLES } from "./samples";

/** A filter that archives findings at once: archived ones are not exported. */
export interface ArchivingFilter {
  name: string;
  criterion: Criterion;
}

/** Whether two criteria have the same conditions, in whatever order. */
export function sameCriterion(one: Criterion, other: Criterion): boolean {
  return canonical(one) === canonical(other);
}

function canonical(criterion: Criterion): string {
  const conditions = Object.entries(criterion).flatMap(([field, condition]) =>
    Object.entries(condition as object)
      .filter(([, value]) => value !== undefined)
      .map(([operator, value]) =>
        JSON.stringify([field, operator, Array.isArray(value) ? [...value].sort() : value]),
      ),
  );
  return conditions.sort().join();
}

/** Levels of severity and the least value of each. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const LEAST = { LOW: 1, MEDIUM: 4, HIGH: 7, CRITICAL: 9 } as const;
const HIGHEST = 10;

export type SeverityLevel = keyof typeof LEAST;
const LEVELS = Object.keys(LEAST) as SeverityLevel[];

/** The levels of which the criterion may take findings, whatever else it says. */
export function severityLevels({ severity }: Criterion): SeverityLevel[] {
  if (severity === undefined) return LEVELS;
  return LEVELS.filter((level, index) => {
    const next = LEVELS[index + 1];
    const end = next === undefined ? HIGHEST * 10 : LEAST[next] * 10 - 1;
    return range(LEAST[level] * 10, end).some((tenths) =>
      meetsCriterion({ severity }, { severity: tenths / 10 }),
    );
  });
}

/** Where the findings are from. */
export interface FindingsOrigin {
  region: string;
  /** Accounts whose findings are exported, as far as they are known. */
  accountIds: readonly string[];
  detectorId: string;
  now: Date;
}

/**
 * Whether the filters together archive every finding: each of a sample of types, severities and accounts meets one of them. Of a field
 * that the sample lacks, only a negated condition is met.
 */
export function archivesEverything(
  filters: readonly ArchivingFilter[],
  origin: FindingsOrigin,
): boolean {
  if (filters.length === 0) return false;
  return sample(origin).every((finding) =>
    filters.some(({ criterion }) => meetsCriterion(criterion, finding)),
  );
}

/** The last time that there is: a filter of all that is later than some time archives everything from then on. */
export const LATER = new Date(8.64e15);

function sample({ region, accountIds, detectorId, now }: FindingsOrigin): object[] {
  const at = now.toISOString();
  const times = { eventFirstSeen: at, eventLastSeen: at };
  const common = { partition: knownRegion(region).partition, schemaVersion: "2.0" };
  return accountIds.flatMap((accountId) =>
    SAMPLES.flatMap(({ type, resourceType }) =>
      [...Object.values(LEAST), HIGHEST].map((severity) => ({
        ...{ accountId, region, type, severity, createdAt: at, updatedAt: at },
        ...{ ...common, id: "0".repeat(32), title: type, description: type },
        resource: { resourceType },
        service: { ...times, serviceName: "guardduty", archived: false, count: 1, detectorId },
      })),
    ),
  );
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
