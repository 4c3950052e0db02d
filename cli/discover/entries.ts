import type { ExportSettings } from "../../rules/args";
import { regionsText } from "../output/findings";
import type { Candidates } from "./candidates";
import type { FoundRegion } from "./observe";

/** All that was found, and whose it is. */
export interface Found extends Candidates {
  administratorId: string;
  /** The configuration that the accounts were named by; undefined: none. */
  given?: ExportSettings;
  /** Undefined: there is none, or it was not asked for. */
  managementId?: string;
  regions: FoundRegion[];
}

/** One key of the config: a value, or several to choose from. */
export interface Entry {
  key: string;
  value?: unknown;
  /** Where it comes from, a line each. */
  comments: string[];
  /** Written as comments, each with its own. */
  choices?: { value: unknown; comment: string }[];
}

export interface Draft {
  entries: Entry[];
  /** What is left to decide, a line each. */
  open: string[];
}

export function entry(key: string, value: unknown, ...comments: string[]): Entry {
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
): [value: string, where: FoundRegion[]][] {
  const groups = new Map<string, FoundRegion[]>();
  for (const one of regions) groups.set(value(one), [...(groups.get(value(one)) ?? []), one]);
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

export function regionNames(where: FoundRegion[], all: FoundRegion[]): string {
  return regionsText(
    where.map(({ region }) => region),
    all.length,
  );
}
