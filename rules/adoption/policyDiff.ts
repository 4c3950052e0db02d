import { isDeepStrictEqual } from "node:util";

import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { partsOf } from "./ownership";

/** One thing a statement says: `{ label: "detector", value: "arn:aws:guardduty:…" }`. */
interface Fact {
  label: string;
  value: string;
}

const ELEMENTS: { [element: string]: string } = {
  Effect: "effect",
  Principal: "principal",
  Action: "action",
  Resource: "resource",
};

const CONDITION_KEYS: { [key: string]: string } = {
  "aws:SourceArn": "detector",
  "aws:SourceAccount": "account",
};

/**
 * What a run changes of the component's part, a line for each statement; no lines when it changes nothing.
 * `after` is undefined when the policy is deleted. Throws an Error if anything foreign differs: a defect.
 */
export function policyDiff(
  before: PolicyDocument,
  after: PolicyDocument | undefined,
  sidPrefix: string,
): string[] {
  const old = partsOf(before, sidPrefix);
  const now = partsOf(after ?? { ...before, Statement: [] }, sidPrefix);
  if (!isDeepStrictEqual(theirs(before, old.foreign), theirs(after ?? before, now.foreign))) {
    throw new Error(
      "the new policy would change what others wrote into it; nothing may be written",
    );
  }
  const left = [...old.own];
  const lines = now.own.flatMap((statement) => {
    const match = left.findIndex(({ Sid }) => Sid === statement.Sid);
    const [previous] = match === -1 ? [] : left.splice(match, 1);
    return changeLines(previous, statement, sidPrefix);
  });
  lines.push(...left.map((statement) => `- ${purpose(statement, sidPrefix)}${summary(statement)}`));
  if (lines.length === 0) return [];
  return [...lines, keptLine(old.foreign.length, after)];
}

function keptLine(count: number, after: PolicyDocument | undefined): string {
  if (after === undefined) return "nothing else is in the policy: it is deleted";
  return `${count} foreign statement${count === 1 ? "" : "s"} kept`;
}

function theirs(policy: PolicyDocument, foreign: PolicyStatement[]): PolicyDocument {
  return { ...policy, Statement: foreign };
}

function changeLines(
  previous: PolicyStatement | undefined,
  statement: PolicyStatement,
  sidPrefix: string,
): string[] {
  const name = purpose(statement, sidPrefix);
  if (previous === undefined) return [`+ ${name}${summary(statement)}`];
  const [old, now] = [texts(previous), texts(statement)];
  const changes = [
    ...old.filter((text) => !now.includes(text)).map((text) => `- ${text}`),
    ...now.filter((text) => !old.includes(text)).map((text) => `+ ${text}`),
  ];
  return changes.length === 0 ? [] : [`~ ${name}: ${changes.join(", ")}`];
}

function purpose({ Sid = "" }: PolicyStatement, sidPrefix: string): string {
  return Sid.slice(sidPrefix.length);
}

function texts(statement: PolicyStatement): string[] {
  return facts(statement).map(({ label, value }) => `${label} ${value}`);
}

/** The facts of a whole statement in brief: many of one kind are counted. */
function summary(statement: PolicyStatement): string {
  const byLabel = new Map<string, string[]>();
  for (const { label, value } of facts(statement)) {
    byLabel.set(label, [...(byLabel.get(label) ?? []), value]);
  }
  const parts = [...byLabel].map(([label, values]) =>
    values.length === 1 ? `${label} ${values[0]}` : `${values.length} ${label}s`,
  );
  return `: ${parts.join(", ")}`;
}

function facts({ Sid: _name, ...elements }: PolicyStatement): Fact[] {
  return leaves(elements, []);
}

/** The single values, with their paths: one value and a list of one are the same. */
function leaves(value: unknown, path: string[]): Fact[] {
  if (Array.isArray(value)) return value.flatMap((one) => leaves(one, path));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => leaves(one, [...path, name]));
  }
  return [factOf(path, String(value))];
}

function factOf([element = "", ...rest]: string[], value: string): Fact {
  if (element === "Condition") return conditionFact(rest, value);
  const kind = rest[0] === "Service" ? rest.slice(1) : rest;
  return { label: ELEMENTS[element] ?? element, value: [...kind, value].join(" ") };
}

function conditionFact([operator = "", key = ""]: string[], value: string): Fact {
  const label = CONDITION_KEYS[key];
  if (label === undefined) return { label: "condition", value: `${key} ${operator} ${value}` };
  return { label, value: operator === "StringEquals" ? value : `${operator} ${value}` };
}
