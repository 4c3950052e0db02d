import type { Criterion, SampleFinding, SeverityLevel } from "../findingFilters";
import {
  archivesEverything,
  contradictions,
  LATER,
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
  /** Fields that it names and no sample has. */
  lacking: string[];
}

/** What to know of filters before they archive findings. */
export type FilterFinding =
  /** Findings of the highest severities may be archived. */
  | { id: "filterArchivesSevere"; filter: string; severities: SeverityLevel[]; regions: string[] }
  /** The filters of these Regions archive every finding together. */
  | { id: "filtersArchiveEverything"; filters: string[]; regions: string[] }
  /** Its conditions on these fields exclude each other. */
  | { id: "filterMatchesNothing"; filter: string; fields: string[] };

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
      severities:
        contradictions(filter.criterion).length > 0 ? [] : severityLevels(filter.criterion),
      samples: SAMPLE_FINDINGS.filter((sample) => meetsCriterion(filter.criterion, sample)),
      lacking: fieldsNotInSamples(filter.criterion),
    }));
}

/** The fields of a criterion by whose conditions no sample matches, because none has a value of them. */
function fieldsNotInSamples(criterion: Criterion): string[] {
  return Object.entries(criterion).flatMap(([field, condition]) => {
    const isNegated = meetsCriterion({ [field]: condition }, {});
    const isKnown = SAMPLE_FINDINGS.some((one) =>
      meetsCriterion({ [field]: { matches: ["*"] } }, one),
    );
    return isNegated || isKnown ? [] : [field];
  });
}

/** What is to be known of the filters, Regions of the same finding together. */
export function filterFindings(settings: FindingFiltersSettings): FilterFinding[] {
  const effects = filterEffects(settings);
  const all = new Map<string, { filters: string[]; regions: string[] }>();
  for (const region of settings.regions) {
    const here = effects.map(({ filter }) => filter).filter((one) => one.regions.includes(region));
    for (const filters of causesOf(here, region)) {
      const { regions } = all.get(filters.join()) ?? { regions: [] };
      all.set(filters.join(), { filters, regions: [...regions, region] });
    }
  }
  return [
    ...[...all.values()].map((one) => ({ id: "filtersArchiveEverything" as const, ...one })),
    ...settings.filters.flatMap(({ name, criterion }): FilterFinding[] => {
      const fields = contradictions(criterion);
      return fields.length === 0 ? [] : [{ id: "filterMatchesNothing", filter: name, fields }];
    }),
    ...effects.flatMap(({ filter: { name, regions }, severities }): FilterFinding[] => {
      const severe = severities.filter((level) => SEVERE.includes(level));
      if (severe.length === 0) return [];
      return [{ id: "filterArchivesSevere", filter: name, severities: severe, regions }];
    }),
  ];
}

/** The filters of a Region by which every finding is archived: each that does so alone, else the fewest that do so together. */
function causesOf(filters: readonly FilterSettings[], region: string): string[][] {
  const origin = { region, accountIds: ANY_ACCOUNTS, detectorId: ANY_DETECTOR, now: LATER };
  const archive = (some: readonly FilterSettings[]) => archivesEverything(some, origin);
  if (!archive(filters)) return [];
  const alone = filters.filter((one) => archive([one]));
  if (alone.length > 0) return alone.map(({ name }) => [name]);
  const needed = filters.reduce<readonly FilterSettings[]>((left, one) => {
    const without = left.filter((other) => other !== one);
    return archive(without) ? without : left;
  }, filters);
  return [needed.map(({ name }) => name)];
}
