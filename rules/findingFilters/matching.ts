import type { Condition, Criterion, Operator } from "./conditions";
import { TIME_FIELDS } from "./fields";

/**
 * Whether a finding, as it is exported, meets a criterion: every condition of every field. Where AWS documents nothing, the reading
 * that matches more findings is taken: a suppression rule may then hide more than on AWS, and never less.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_filter-findings.html
 */
export function meetsCriterion(criterion: Criterion, finding: unknown): boolean {
  return Object.entries(criterion).every(([field, condition]) =>
    meetsCondition(condition, valuesAt(finding, field.split(".")), field),
  );
}

/** How a value of a finding is held against what an operator was given. */
type Test = (value: Leaf, wanted: never, field: string) => boolean;
type Leaf = string | number | boolean;

const TESTS: { readonly [operator in Operator]: { test: Test; negated?: true } } = {
  equals: { test: isOneOf },
  notEquals: { test: isOneOf, negated: true },
  matches: { test: fitsOne },
  notMatches: { test: fitsOne, negated: true },
  greaterThan: { test: (value, bound: number) => numberOf(value) > bound },
  greaterThanOrEqual: { test: (value, bound: number) => numberOf(value) >= bound },
  lessThan: { test: (value, bound: number) => numberOf(value) < bound },
  lessThanOrEqual: { test: (value, bound: number) => numberOf(value) <= bound },
};

/** A field in a list has several values: one of them has to fit, and with a negated operator none may. */
function meetsCondition(condition: Condition, values: Leaf[], field: string): boolean {
  return Object.entries(condition).every(([operator, wanted]) => {
    if (wanted === undefined) return true;
    const { test, negated } = TESTS[operator as Operator];
    const fits = values.some((value) => test(value, wanted as never, field));
    return negated ? !fits : fits;
  });
}

/** Severities are listed by their whole numbers: Medium, which is 4.0 to 6.9, is 4, 5 and 6. */
function isOneOf(value: Leaf, wanted: readonly string[], field: string): boolean {
  if (wanted.includes(String(value))) return true;
  if (field === "severity") return wanted.includes(String(Math.floor(numberOf(value))));
  return TIME_FIELDS.has(field) && wanted.includes(String(numberOf(value)));
}

function fitsOne(value: Leaf, wanted: readonly string[]): boolean {
  return wanted.some((pattern) => expressionOf(pattern).test(String(value)));
}

function expressionOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}

/** Times are texts in a finding and milliseconds in a condition. What is neither a number nor a time fits no bound. */
function numberOf(value: Leaf): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean" || value.trim() === "") return NaN;
  const number = Number(value);
  return Number.isNaN(number) ? Date.parse(value) : number;
}

function valuesAt(value: unknown, path: readonly string[]): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return isLeaf(value) ? [value] : [];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [];
  return valuesAt((value as { [name: string]: unknown })[name], rest);
}

function isLeaf(value: unknown): value is Leaf {
  return ["string", "number", "boolean"].includes(typeof value);
}
