export { filtersByName, filtersShape, readFiltersArgs } from "./args";
export type { FilterSettings, FindingFiltersSettings } from "./args";
export { FilterAction } from "./choices";
export { filterEffects, filterFindings } from "./effect";
export type { FilterEffect, FilterFinding } from "./effect";
export { DATE_FIELD } from "./limits";
export { planFilters } from "./plan";
export type { FindingFiltersPlan, PlannedFilter } from "./plan";
