/** What a field of a finding has to be, by GuardDuty's names of the operators. */
export interface Condition {
  equals?: readonly string[];
  notEquals?: readonly string[];
  /** Texts with wildcards. */
  matches?: readonly string[];
  notMatches?: readonly string[];
  /** Of a field that is a time: milliseconds of the epoch. */
  greaterThan?: number;
  greaterThanOrEqual?: number;
  lessThan?: number;
  lessThanOrEqual?: number;
}

export type Operator = keyof Condition;

/** Fields of a finding, by their paths, and the condition of each. */
export interface Criterion {
  readonly [field: string]: Condition;
}

/** Operators that take a list, and how many values it may have. */
export const VALUE_LIMITS = { equals: 50, notEquals: 50, matches: 5, notMatches: 5 } as const;

/** How long a text with wildcards may be. */
export const LONGEST_WILDCARD = 512;

/** How many fields a criterion may have. */
export const FIELD_LIMIT = 50;

/** Former names of operators, which GuardDuty still takes. */
export const DEPRECATED: { readonly [name: string]: Operator } = {
  eq: "equals",
  neq: "notEquals",
  gt: "greaterThan",
  gte: "greaterThanOrEqual",
  lt: "lessThan",
  lte: "lessThanOrEqual",
};
