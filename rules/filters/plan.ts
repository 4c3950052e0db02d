import type { ResourceIdentity } from "../resources";
import { awsType } from "../resources";
import type { FilterSettings, FindingFiltersSettings } from "./args";
import { filterNames } from "./names";

/** A filter in a Region. */
export interface PlannedFilter {
  region: string;
  /** Logical name of the resource. */
  resourceName: string;
  filter: FilterSettings;
  /** Id of the detector whose filter of this name is adopted. */
  existing?: string;
}

/** What a FindingFilters registers. */
export interface FindingFiltersPlan {
  settings: FindingFiltersSettings;
  /** The filters of each Region by rank: GuardDuty moves those of the same and higher ranks when one takes a rank. */
  regions: { region: string; filters: PlannedFilter[] }[];
  resources: ResourceIdentity[];
}

export function planFilters(
  component: string,
  settings: FindingFiltersSettings,
): FindingFiltersPlan {
  const names = filterNames(component);
  const regions = settings.regions.map((region) => ({
    region,
    filters: settings.filters
      .filter((filter) => filter.regions.includes(region))
      .sort((one, other) => one.rank - other.rank)
      .map((filter): PlannedFilter => {
        const existing = filter.existing[region]?.detectorId;
        return {
          ...{ region, filter, resourceName: names.filter(filter.name, region) },
          ...(existing !== undefined && { existing }),
        };
      }),
  }));
  const resources = regions.flatMap(({ filters }) =>
    filters.map(({ resourceName: name }) => ({ type: awsType("guardduty", "Filter"), name })),
  );
  return { settings, regions, resources };
}
