import { EMPTY_POLICY } from "../policies";
import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { PolicyHolder, Problem } from "../problems";
import { problem, toDo } from "../problems";

/** A policy as it is now, or why it cannot be read; what cannot be read is never overwritten. */
export type LivePolicy =
  { policy: PolicyDocument; problem?: undefined } | { policy?: undefined; problem: Problem };

/** Whose policy it is, and the argument that names the holder. */
export interface PolicyLocation {
  of: PolicyHolder;
  path: string;
}

/** Reads the text of a live policy: none is an empty policy, and nothing in it is lost or changed. */
export function readLivePolicy(
  text: string | null | undefined,
  location: PolicyLocation,
): LivePolicy {
  if (text === undefined || text === null || text === "") return { policy: EMPTY_POLICY };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: unreadable("policyNotJson", location, { got: text }) };
  }
  const wrong = shapeProblem(value, location) ?? lossProblem(text, value, location);
  return wrong === undefined ? { policy: value as PolicyDocument } : { problem: wrong };
}

type UnreadableId =
  | "policyNotJson"
  | "policyNotObject"
  | "policyWithoutStatement"
  | "policyStatementType"
  | "policyPropertyTwice"
  | "policyNumberInexact";

function unreadable(id: UnreadableId, { of, path }: PolicyLocation, values: object = {}): Problem {
  return problem(id, path, toDo("correctPolicy", { of }), { of, ...values } as never);
}

function shapeProblem(value: unknown, location: PolicyLocation): Problem | undefined {
  if (!isObject(value)) return unreadable("policyNotObject", location, { got: value });
  if (value.Statement === undefined) return unreadable("policyWithoutStatement", location);
  const wrong = listOf(value.Statement).find((statement) => !isObject(statement));
  return wrong === undefined
    ? undefined
    : unreadable("policyStatementType", location, { got: wrong });
}

/** The problem of a text that has a property twice. */
export function propertyTwiceProblem(location: PolicyLocation): Problem {
  return unreadable("policyPropertyTwice", location);
}

/** Whether an object of a JSON text has a property twice, of which its value has the last alone. */
export function hasPropertyTwice(text: string, value: unknown): boolean {
  return tokensOf(text).properties !== tokensOf(JSON.stringify(value)).properties;
}

/** What a JavaScript value does not keep of a JSON text. */
function lossProblem(text: string, value: unknown, location: PolicyLocation): Problem | undefined {
  const { numbers } = tokensOf(text);
  if (hasPropertyTwice(text, value)) {
    return propertyTwiceProblem(location);
  }
  const number = numbers.find((one) => !isExact(one));
  return number === undefined ? undefined : unreadable("policyNumberInexact", location, { number });
}

/** How many properties a JSON text names, and its numbers; strings are stepped over. */
function tokensOf(json: string): { properties: number; numbers: string[] } {
  const tokens = json.match(/"[^"\\]*(?:\\.[^"\\]*)*"|:|-?\d[^\s,\]}]*/g) ?? [];
  return {
    properties: tokens.filter((token) => token === ":").length,
    numbers: tokens.filter((token) => token !== ":" && !token.startsWith('"')),
  };
}

function isExact(number: string): boolean {
  const read = Number(number);
  return Number.isFinite(read) && (!/^-?\d+$/.test(number) || String(read) === number);
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
