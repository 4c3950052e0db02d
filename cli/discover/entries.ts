import type { AccountSettings, ExportSettings } from "../../rules/args";
import type { Candidates } from "./candidates";
import type { Comment, Decision, FoundBy, RegionGroup, RegionValue } from "./notes";
import type { FoundRegion } from "./observe";

/** All that was found, and whose it is. */
export interface Found extends Candidates {
  administratorId: string;
  /** The configuration that the accounts were named by; undefined: none. */
  given?: ExportSettings | undefined;
  /** The account of the member's configuration; undefined: none. */
  member?: AccountSettings | undefined;
  /** Undefined: there is none, or it was not asked for. */
  managementId?: string;
  regions: FoundRegion[];
}

/** One key of the config: a value, or several to choose from. */
export interface Entry {
  key: string;
  value?: unknown;
  /** Where it comes from. */
  comments: Comment[];
  /** Written as comments, each with where it is from. */
  choices?: { value: unknown; from: FoundBy[] | RegionGroup }[];
}

export interface Draft {
  entries: Entry[];
  /** What is left to decide. */
  open: Decision[];
}

export function entry(key: string, value: unknown, ...comments: Comment[]): Entry {
  return { key, value, comments };
}

/** The Regions of the export: those with a detector, or where there is none those that are on. */
export function regionsOf({ regions }: Found): FoundRegion[] {
  const withDetector = regions.filter(({ detector }) => detector !== undefined);
  const on = regions.filter(({ off, findings }) => !off && findings.length === 0);
  return withDetector.length > 0 ? withDetector : on;
}

/** Regions by what they have, the most common first. */
export function groupBy(
  regions: FoundRegion[],
  value: (one: FoundRegion) => string,
): RegionValue[] {
  const groups = new Map<string, string[]>();
  for (const one of regions) {
    groups.set(value(one), [...(groups.get(value(one)) ?? []), one.region]);
  }
  return [...groups]
    .map(([shared, names]) => ({ value: shared, regions: names, all: regions.length }))
    .sort((one, other) => other.regions.length - one.regions.length);
}

export function namesOf(regions: FoundRegion[]): string[] {
  return regions.map(({ region }) => region);
}
