import { z } from "zod";

import type { Read } from "../args";
import { isLater, read } from "../args";
import {
  byName,
  choice,
  exampleOf,
  hexId,
  input,
  object,
  plain,
  regionName,
  regionNames,
  ruled,
  someOf,
  tags,
  text,
  wholeNumber,
} from "../args/fields";
import type { Criterion } from "../findingFilters";
import { FilterAction } from "./choices";
import { DESCRIPTION_PATTERN, MOST_FILTERS, NAME_PATTERN } from "./limits";
import { ranksOf } from "./ranks";
import { filterRelations } from "./relations";

/** A filter with every default filled in. */
export interface FilterSettings {
  name: string;
  action: FilterAction;
  description?: string;
  criterion: Criterion;
  rank: number;
  regions: string[];
  /** Region -> id of the detector whose filter is adopted. */
  existing: { [region: string]: { detectorId: string } };
  detach: boolean;
}

/** The structure of a FindingFilters, every default filled in. */
export interface FindingFiltersSettings {
  regions: string[];
  filters: FilterSettings[];
}

const value = text("Recon:EC2/PortProbeUnprotectedPort", (one) =>
  one === "" ? { id: "empty" } : undefined,
);
const values = plain(someOf(value));
/** The provider loses a bound of 0, and takes no fractions. A time is one in milliseconds since 1970. */
const bound = wholeNumber(1, Number.MAX_SAFE_INTEGER, {
  meant: (got) => (typeof got === "string" && isNaN(Number(got)) ? Date.parse(got) : Number(got)),
});

const condition = object({
  equals: values.optional(),
  notEquals: values.optional(),
  matches: values.optional(),
  notMatches: values.optional(),
  greaterThan: bound.optional(),
  greaterThanOrEqual: bound.optional(),
  lessThan: bound.optional(),
  lessThanOrEqual: bound.optional(),
});

const criterion = plain(
  ruled(z.record(z.string(), condition), {
    example: { type: { equals: [exampleOf(value)] } },
  }),
);

const description = text("Known scanner", (given) => {
  if (DESCRIPTION_PATTERN.test(given)) return undefined;
  const meant = given
    .replace(/[^A-Za-z0-9.:_(){}[\]/-]+/g, " ")
    .trim()
    .slice(0, 512);
  return { id: "filterDescription", meant };
});

const filter = object({
  criterion,
  action: choice(FilterAction).optional(),
  description: description.optional(),
  rank: wholeNumber(1, MOST_FILTERS).optional(),
  regions: plain(someOf(regionName)).optional(),
  existing: plain(z.record(z.string(), object({ detectorId: hexId }))).optional(),
  detach: plain(z.boolean()).optional(),
  tags: tags.optional(),
});

/** Filters by name. */
export const filtersByName = byName(filter, "filterName", {
  pattern: NAME_PATTERN,
  others: /[^A-Za-z0-9._-]+/g,
  numbered: "filter",
});

/** The arguments of a FindingFilters. */
export const filtersShape = {
  regions: regionNames,
  detectorIds: input(
    ruled(z.record(z.string(), input(hexId)), { example: { "us-east-1": exampleOf(hexId) } }),
  ),
  filters: filtersByName,
};

const schema = object(filtersShape);

/** Reads the arguments of a FindingFilters. Throws nothing. */
export function readFiltersArgs(args: unknown): Read<FindingFiltersSettings> {
  return read(
    schema,
    (all) =>
      filterRelations(
        all,
        (one): one is Criterion => !isLater(one) && criterion.safeParse(one).success,
      ),
    ({ regions, filters }) => ({ regions, filters: ranked(regions, filters) }),
    args,
  );
}

/** The filters with the rank of each. */
function ranked(regions: string[], filters: z.output<typeof filtersByName>): FilterSettings[] {
  const ranks = ranksOf(Object.entries(filters).map(([name, { rank }]) => ({ name, rank })));
  return Object.entries(filters).map(([name, one]): FilterSettings => ({
    name,
    action: one.action ?? FilterAction.Archive,
    ...(one.description !== undefined && { description: one.description }),
    criterion: one.criterion as Criterion,
    rank: ranks.get(name) as number,
    regions: one.regions ?? regions,
    existing: one.existing ?? {},
    detach: one.detach ?? false,
  }));
}
