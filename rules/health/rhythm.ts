import type { Criterion } from "../findingFilters/conditions";
import type { DueFinding, ExportedFindings } from "./newest";
import { DAYS_BACK } from "./newest";
import type { HealthFinding } from "./types";
import { error, warning } from "./types";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How often GuardDuty exports updates. */
const FREQUENCIES: { [frequency: string]: number } = {
  FIFTEEN_MINUTES: HOUR / 4,
  ONE_HOUR: HOUR,
  SIX_HOURS: 6 * HOUR,
};

/** What an export may be late in addition to the frequency. */
const MARGIN = HOUR;

/** The findings that had to be exported by now. Archived findings are not exported. */
export function dueCriterion(now: Date, frequency = "SIX_HOURS"): Criterion {
  const lateness = (FREQUENCIES[frequency] ?? 6 * HOUR) + MARGIN;
  return {
    updatedAt: { lessThanOrEqual: now.getTime() - lateness },
    "service.archived": { equals: ["false"] },
  };
}

/** The newest of the findings that are due, of which each account's newest is known. */
export function newestDue(ofAccounts: readonly DueFinding[]): DueFinding | undefined {
  return ofAccounts.reduce<DueFinding | undefined>(
    (newest, one) => (newest === undefined || one.at > newest.at ? one : newest),
    undefined,
  );
}

/** How many days need findings before a Region has a usual interval, and how many days they have to span. */
const FEWEST_DAYS = 7;
const SHORTEST_SPAN = 21;

/** How many usual intervals a Region may be silent. */
const INTERVALS = 3;

/** A Region that usually has findings, and has none any more; all in days. */
export interface Silence {
  /** The longest time between days with findings. */
  usual: number;
  silent: number;
}

/**
 * Whether a Region is silent for longer than it usually is. One that has few findings, or had them for some days alone, has
 * no usual interval.
 */
export function silenceOf({ written, days }: ExportedFindings, now: Date): Silence | undefined {
  const numbers = days.map((day) => Date.parse(day.replaceAll("/", "-")) / DAY);
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (written === undefined || first === undefined || last === undefined) return undefined;
  if (numbers.length < FEWEST_DAYS) return undefined;
  const gaps = numbers.slice(1).map((day, index) => day - (numbers[index] ?? day));
  const usual = Math.max(...gaps);
  // Days from the start of the search on may go on from before it.
  const isCut = first - (Math.floor(now.getTime() / DAY) - DAYS_BACK) <= usual;
  if (last - first < SHORTEST_SPAN && !isCut) return undefined;
  const silent = (now.getTime() - written.getTime()) / DAY;
  return silent > INTERVALS * usual ? { usual, silent: Math.floor(silent) } : undefined;
}

/**
 * Judges a Region by the findings in the bucket, and by one that GuardDuty had to export and is not there. Where the bucket has none of
 * the Region, that one may be older than the export.
 */
export function exportedFindingsFindings(
  exported: ExportedFindings,
  notExported: DueFinding | undefined,
  now: Date,
): HealthFinding[] {
  if (notExported !== undefined) {
    const newest = exported.written?.toISOString();
    const make = newest === undefined ? warning : error;
    return [
      make("findingsNotExported", { at: notExported.at.toISOString(), ...(newest && { newest }) }),
    ];
  }
  const silence = silenceOf(exported, now);
  return silence === undefined ? [] : [warning("regionSilent", { ...silence })];
}
