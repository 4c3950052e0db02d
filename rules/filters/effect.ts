import type { SampleFinding, SeverityLevel } from "../findingFilters";
import {
  archivesEverything,
  meetsCriterion,
  SAMPLE_FINDINGS,
  severityLevels,
} from "../findingFilters";
import type { FilterSettings, FindingFiltersSettings } from "./args";
import { FilterAction } from "./choices";

/** What a filter keeps out of the export. */
export interface FilterEffect {
  filter: FilterSettings;
  /** The levels of which it may archive findings. */
  severities: SeverityLevel[];
  /** The sample findings that it archives. */
  samples: SampleFinding[];
}

/** What to know of filters before they archive findings. */
export type FilterFinding =
  /** Findings of the highest severities may be archived. */
  | { id: "filterArchivesSevere"; filter: string; severities: SeverityLevel[]; regions: string[] }
  /** The filters of these Regions archive every finding together. */
  | { id: "filtersArchiveEverything"; filters: string[]; regions: string[] };

const SEVERE: readonly SeverityLevel[] = ["HIGH", "CRITICAL"];

/** Accounts that stand for any: a filter by account archives those of others not. */
const ANY_ACCOUNTS = ["000000000000", "999999999999"];
const ANY_DETECTOR = "0".repeat(32);

/** What each filter that archives keeps out of the export. */
export function filterEffects({ filters }: FindingFiltersSettings): FilterEffect[] {
  return filters
    .filter(({ action }) => action === FilterAction.Archive)
    .map((filter) => ({
      filter,
      severities: severityLevels(filter.criterion),
      samples: SAMPLE_FINDINGS.filter((sample) => meetsCriterion(filter.criterion, sample)),
    }));
}

/** What is to be known of the filters, Regions of the same finding together. */
export function filterFindings(settings: FindingFiltersSettings): FilterFinding[] {
  const effects = filterEffects(settings);
  const all = new Map<string, { filters: string[]; regions: string[] }>();
  for (const region of settings.regions) {
    const here = effects.map(({ filter }) => filter).filter((one) => one.regions.includes(region));
    const origin = { region, accountIds: ANY_ACCOUNTS, detectorId: ANY_DETECTOR, now: new Date(0) };
    if (!archivesEverything(here, origin)) continue;
    const filters = here.map(({ name }) => name);
    const { regions } = all.get(filters.join()) ?? { regions: [] };
    all.set(filters.join(), { filters, regions: [...regions, region] });
  }
  return [
    ...[...all.values()].map((one) => ({ id: "filtersArchiveEverything" as const, ...one })),
    ...effects.flatMap(({ filter: { name, regions }, severities }): FilterFinding[] => {
      const severe = severities.filter((level) => SEVERE.includes(level));
      if (severe.length === 0) return [];
      return [{ id: "filterArchivesSevere", filter: name, severities: severe, regions }];
    }),
  ];
}
