import { found, shown } from "../values";

/** What is wrong with the arguments of finding filters. */
export const FILTER_TEXTS = {
  filterName: ({ name }: { name: string }) =>
    `a filter's name must be 3 to 64 letters, digits, dots, hyphens or underscores; got ${shown(name)}`,
  filterDescription: ({ got }: { got: unknown }) =>
    `must be at most 512 letters, digits, spaces or .:_-/(){}[]; ${found(got)}`,
  filterFieldMissing: () =>
    "must have at least one field: GuardDuty takes no filter without a criterion",
  filterFieldCount: ({ count, allowed }: { count: number; allowed: number }) =>
    `has ${count} fields; GuardDuty allows ${allowed} in a filter`,
  filterField: ({ field, near, partition }: FilterField) =>
    near === undefined
      ? `${field} is not a field that filters of partition ${partition} can use`
      : `${field} is not a field that filters of partition ${partition} can use; did you mean ${near}?`,
  filterOperatorMissing: () =>
    "has no operator; expected one of equals, notEquals, matches, notMatches, greaterThan, greaterThanOrEqual, lessThan, lessThanOrEqual",
  filterValueCount: ({ operator, count, allowed }: FilterValueCount) =>
    `has ${count} values; GuardDuty allows ${allowed} with ${operator}`,
  filterWildcardLength: ({ length, maximum }: { length: number; maximum: number }) =>
    `has a text of ${length} characters; GuardDuty allows 1 to ${maximum} with wildcards`,
  filterBoundSeconds: ({ got }: { got: number }) =>
    `must be whole seconds in milliseconds since 1970, such as 1767225600000; ${found(got)}`,
  filterSeverity: ({ got }: { got: unknown }) =>
    `must be a whole number from 1 to 10 as a string, such as "8"; ${found(got)}`,
  filterTime: ({ got }: { got: unknown }) =>
    `must be a time in milliseconds since 1970 as a string, such as "1767225600000"; ${found(got)}`,
  filterRank: ({ rank, other }: { rank: number; other: string }) =>
    `${rank} is already the rank of filter ${other}`,
  filterCount: ({ count, maximum }: { count: number; maximum: number }) =>
    `has ${count} filters; GuardDuty allows ${maximum} in a Region`,
} as const;

export interface FilterField {
  field: string;
  near?: string | undefined;
  partition: string;
}

export interface FilterValueCount {
  operator: string;
  count: number;
  allowed: number;
}
