import { listOf } from "../policyDocument";
import type { Lookup } from "./context";
import { isComparable } from "./dateKeys";
import { operatorNamed, type Operator } from "./operators";
import { every, not, some, type Truth } from "./truth";
import type { ContextValue, ElementFact, OpenBecause } from "./types";
import { openVariable, type Expand } from "./variables";

/** How one condition of a statement came out. */
export interface ConditionOutcome {
  truth: Truth;
  operator: string;
  key?: string;
  fact: () => ElementFact;
}

/** One key under one operator: `StringEquals: { "aws:SourceAccount": ["111122223333"] }`. */
interface Condition {
  /** The operator as written, and its parts. */
  name: string;
  base: string;
  quantifier: "forallvalues" | "foranyvalue" | undefined;
  operator: Operator | "null" | undefined;
  ifExists: boolean;
  key: string;
  wanted: string[];
  value: ContextValue;
}

/**
 * Every condition of a statement: all must hold for the statement to apply.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function* conditionOutcomes(
  condition: unknown,
  lookup: Lookup,
  expand: Expand,
): Generator<ConditionOutcome> {
  if (condition === undefined) return;
  if (!isRecord(condition)) return yield malformed("Condition");
  for (const [name, keys] of Object.entries(condition)) {
    if (!isRecord(keys)) {
      yield malformed(name);
      continue;
    }
    for (const [key, values] of Object.entries(keys)) {
      yield outcome(name, key, values, lookup, expand);
    }
  }
}

function outcome(
  name: string,
  key: string,
  values: unknown,
  lookup: Lookup,
  expand: Expand,
): ConditionOutcome {
  const wanted = listOf(values as string | string[]);
  if (!wanted.every(isScalar)) return malformed(name, key);
  const read = { ...readName(name), key, wanted: texts(wanted), value: lookup(key) };
  const truth = holds(read, expand);
  return { truth, operator: name, key, fact: () => factOf(read, truth, expand) };
}

const NAME = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/is;

/** The parts of an operator's name: `ForAnyValue:`, `StringLike`, `IfExists`. */
export function conditionName(name: string): { prefix?: string; base: string; suffix?: string } {
  const [, prefix, base = "", suffix] = NAME.exec(name) ?? [];
  return { prefix, base, suffix };
}

type ReadName = Pick<Condition, "name" | "base" | "quantifier" | "operator" | "ifExists">;

function readName(name: string): ReadName {
  const { prefix, base, suffix } = conditionName(name);
  const isNull = base.toLowerCase() === "null" && !prefix && !suffix;
  return {
    ...{ name, base },
    quantifier: prefix?.toLowerCase() as Condition["quantifier"],
    operator: isNull ? "null" : operatorNamed(base),
    ifExists: suffix !== undefined,
  };
}

/** Whether IAM has an operator of this name, with its prefix and suffix. */
export function isOperator(name: string): boolean {
  return readName(name).operator !== undefined;
}

function holds(condition: Condition, expand: Expand): Truth {
  const { base, key, quantifier, ifExists, operator, wanted, value } = condition;
  if (operator === undefined || value.state === "unknown") return "unknown";
  if (operator === "null") return isAbsent(wanted, value);
  if (value.state === "absent") {
    // ForAnyValue calls an absent key false, IfExists calls it true: AWS documents no precedence.
    if (quantifier === "foranyvalue") return ifExists && "unknown";
    return ifExists || quantifier === "forallvalues" || operator.negated;
  }
  if (!isComparable(key, base)) return "unknown";
  const matches = (actual: string): Truth => {
    const one = some(wanted, (text) => compare(operator, text, actual, expand));
    return operator.negated ? not(one) : one;
  };
  // An empty string counts as no value at all for the set operators.
  const members = value.values.filter((member) => member !== "");
  if (quantifier === "forallvalues") return every(members, matches);
  if (quantifier === "foranyvalue") return some(members, matches);
  // A key of several values needs a set operator; what happens without one is not documented.
  return value.multivalued ? "unknown" : every(value.values, matches);
}

function compare(operator: Operator, wanted: string, actual: string, expand: Expand): Truth {
  if (!operator.variables) return operator.compare(wanted, actual);
  const expansion = expand(wanted);
  if (expansion.state === "known") return operator.compare(expansion.pattern, actual);
  // A variable without a value equals nothing, so that negated operators match.
  return expansion.state === "unknown" ? "unknown" : false;
}

/** Null "true" wants the key absent, Null "false" wants it there. */
function isAbsent(wanted: string[], value: ContextValue): boolean {
  return wanted.some((text) => text.toLowerCase() === String(value.state === "absent"));
}

function malformed(operator: string, key?: string): ConditionOutcome {
  const at = { operator, ...(key !== undefined && { key }) };
  return {
    truth: "unknown",
    ...at,
    fact: () => ({ element: "Condition", ...at, problem: "malformed" }),
  };
}

/** Which value the condition requires and which the request has. */
function factOf(condition: Condition, truth: Truth, expand: Expand): ElementFact {
  const { name, key, operator, wanted, value } = condition;
  const at = { element: "Condition" as const, operator: name, key };
  if (operator === undefined) return { ...at, problem: "unknownOperator" };
  const requires =
    operator === "null"
      ? { present: !wanted.some((text) => text.toLowerCase() === "true") }
      : { values: wanted, negated: operator.negated };
  const open = truth === "unknown" && value.state !== "unknown" && whyOpen(condition, expand);
  return { ...at, requires, request: value, ...(open && { open }) };
}

/** Why a condition is open although its key is known. */
function whyOpen({ quantifier, operator, wanted, value }: Condition, expand: Expand): OpenBecause {
  if (value.state === "absent") return { why: "undocumentedPrecedence" };
  if (value.state === "known" && value.multivalued && !quantifier) return { why: "severalValues" };
  const takesVariables = operator !== "null" && operator?.variables;
  return (takesVariables && openVariable(wanted, expand)) || { why: "notComparable" };
}

function texts(values: unknown[]): string[] {
  return values.every((value) => typeof value === "string") ? values : values.map(String);
}

const SCALARS = ["string", "number", "boolean"];

function isScalar(value: unknown): boolean {
  return SCALARS.includes(typeof value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
