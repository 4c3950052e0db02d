import { shown } from "../problems";
import { EMPTY_POLICY } from "../policies";
import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";

/** A policy as it is now, or why it cannot be read; what cannot be read is never written over. */
export type LivePolicy =
  { policy: PolicyDocument; problem?: undefined } | { policy?: undefined; problem: string };

/** Reads the text of a live policy: none is an empty policy, and nothing in it is lost or changed. */
export function readLivePolicy(text: string | null | undefined): LivePolicy {
  if (text === undefined || text === null || text === "") return { policy: EMPTY_POLICY };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: `the policy is not JSON: it reads ${shown(text)}` };
  }
  const problem = shapeProblem(value) ?? lossProblem(text, value);
  return problem === undefined ? { policy: value as PolicyDocument } : { problem };
}

function shapeProblem(value: unknown): string | undefined {
  if (!isObject(value)) return `the policy is not a JSON object: it reads ${shown(value)}`;
  if (value.Statement === undefined) return "the policy has no Statement";
  const wrong = listOf(value.Statement).find((statement) => !isObject(statement));
  return wrong === undefined
    ? undefined
    : `the policy's Statement must be an object or a list of objects; it holds ${shown(wrong)}`;
}

/** What a JavaScript value does not keep of a JSON text. */
function lossProblem(text: string, value: unknown): string | undefined {
  const { properties, numbers } = tokensOf(text);
  if (properties !== tokensOf(JSON.stringify(value)).properties) {
    return "the policy names a property twice in one object, and only one of them can be kept";
  }
  const inexact = numbers.find((number) => !isExact(number));
  return inexact === undefined
    ? undefined
    : `the policy holds the number ${inexact}, which cannot be kept to the digit; write it as a string`;
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
