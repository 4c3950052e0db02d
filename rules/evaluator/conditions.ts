import { listOf } from "../policyDocument";
import type { ContextValue, Lookup } from "./context";
import { operatorNamed, type Operator } from "./operators";
import { every, not, some, type Truth } from "./truth";
import type { Expand } from "./variables";

/** How one condition of a statement came out. */
export interface ConditionOutcome {
  truth: Truth;
  operator: string;
  key?: string;
  /** Which value was wanted and which the request has. */
  text: () => string;
}

type Quantifier = "forallvalues" | "foranyvalue" | undefined;

interface Test {
  base: string;
  quantifier: Quantifier;
  ifExists: boolean;
  operator: Operator | undefined;
}

/**
 * Every condition of a statement: all must hold for the statement to apply.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionOutcomes(
  condition: unknown,
  lookup: Lookup,
  expand: Expand,
): ConditionOutcome[] {
  if (condition === undefined) return [];
  if (!isRecord(condition)) return [malformed("Condition")];
  return Object.entries(condition).flatMap(([name, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([key, values]) => outcome(name, key, values, lookup(key), expand))
      : [malformed(name)],
  );
}

function outcome(
  name: string,
  key: string,
  values: unknown,
  value: ContextValue,
  expand: Expand,
): ConditionOutcome {
  const test = testNamed(name);
  const raw = listOf(values as string | string[]);
  if (!raw.every(isScalar)) return { ...malformed(name), key };
  const wanted = raw.map(String);
  const isNull = test.base === "null" && !test.quantifier && !test.ifExists;
  if (!isNull && !test.operator) {
    return { truth: "unknown", operator: name, key, text: () => `${name} is no operator of IAM` };
  }
  const truth = isNull ? isAbsent(wanted, value) : holds(test, wanted, value, expand);
  const text = () =>
    `${name} ${key} wants ${wish(test, wanted)}, ${having(test, wanted, value, truth, expand)}`;
  return { truth, operator: name, key, text };
}

function testNamed(name: string): Test {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/is.exec(name);
  const base = (parts?.[2] ?? "").toLowerCase();
  const quantifier = parts?.[1]?.toLowerCase() as Quantifier;
  return { base, quantifier, ifExists: parts?.[3] !== undefined, operator: operatorNamed(base) };
}

/** Null "true" wants the key absent, Null "false" wants it there. */
function isAbsent(wanted: string[], value: ContextValue): Truth {
  if (value.state === "unknown") return "unknown";
  return wanted.some((text) => text.toLowerCase() === String(value.state === "absent"));
}

function holds(test: Test, wanted: string[], value: ContextValue, expand: Expand): Truth {
  const { quantifier, ifExists, operator } = test;
  if (!operator || value.state === "unknown") return "unknown";
  if (value.state === "absent") {
    // ForAnyValue calls an absent key false, IfExists calls it true: AWS documents no precedence.
    if (quantifier === "foranyvalue") return ifExists && "unknown";
    return ifExists || quantifier === "forallvalues" || operator.negated;
  }
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

function wish(test: Test, wanted: string[]): string {
  if (test.base !== "null")
    return `${test.operator?.negated ? "anything but " : ""}${quoted(wanted)}`;
  return wanted.some((text) => text.toLowerCase() === "true") ? "it absent" : "it present";
}

function having(
  test: Test,
  wanted: string[],
  value: ContextValue,
  truth: Truth,
  expand: Expand,
): string {
  if (value.state === "absent") return "the request does not have it";
  if (value.state === "unknown") return "what the request has is not known";
  const has = `the request has ${quoted(value.values)}`;
  if (truth !== "unknown") return has;
  if (value.multivalued && !test.quantifier) {
    return `${has}, and several values need ForAllValues or ForAnyValue`;
  }
  const open = wanted.map(expand).find((expansion) => expansion.state === "unknown");
  return open?.state === "unknown"
    ? `and ${open.key} is not known`
    : `${has}, which cannot be compared`;
}

const SHOWN = 3;

/** The first few values, so that a list of every Region stays one sentence. */
export function quoted(values: string[]): string {
  const shown = values.slice(0, SHOWN).map((value) => `"${value}"`);
  const more = values.length - SHOWN;
  return `${shown.join(" or ")}${more > 0 ? ` or ${more} more` : ""}`;
}

function malformed(operator: string): ConditionOutcome {
  return { truth: "unknown", operator, text: () => `${operator} is malformed` };
}

function isScalar(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
