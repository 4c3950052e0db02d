import type { PolicyChange, StatementValue } from "../adoption/policyChanges";
import { counted, listed, valueName } from "./words";

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

/** What a run changes in a policy, a line for each statement. */
export function policyChangeLines(changes: readonly PolicyChange[]): string[] {
  return changes.map(policyChangeLine);
}

function policyChangeLine(change: PolicyChange): string {
  switch (change.change) {
    case "added":
      return `+ ${change.purpose}: ${summary(change.values)}`;
    case "removed":
      return `- ${change.purpose}: ${summary(change.values)}`;
    case "changed": {
      const removed = change.removed.map((value) => `- ${valueText(value)}`);
      const added = change.added.map((value) => `+ ${valueText(value)}`);
      return `~ ${change.purpose}: ${[...removed, ...added].join(", ")}`;
    }
    case "earlierRemoved":
      return `- ${listed(change.purposes)} of ${valueName(change.sidPrefix)}: statements of this export under an earlier name of its project, stack or component`;
    case "othersKept":
      return `${counted(change.count, "statement")} from others kept`;
    case "policyDeleted":
      return "the policy holds no other statement and is deleted";
  }
}

function valueText(value: StatementValue): string {
  const { label, text } = labelled(value);
  return `${label} ${text}`;
}

/** Kinds of which each value is named: a reader has to see what is allowed, and on what. */
const NAMED = ["action", "resource"];

/** The values of a whole statement in brief: several of one kind are counted, unless each matters. */
function summary(values: StatementValue[]): string {
  const byLabel = new Map<string, string[]>();
  for (const value of values) {
    const { label, text } = labelled(value);
    byLabel.set(label, [...(byLabel.get(label) ?? []), text]);
  }
  return [...byLabel]
    .map(([label, texts]) => {
      if (texts.length === 1) return `${label} ${texts[0]}`;
      return NAMED.includes(label) && texts.length <= 3
        ? `${label}s ${texts.join(" and ")}`
        : counted(texts.length, label);
    })
    .join(", ");
}

function labelled({ path: [element = "", ...rest], value }: StatementValue) {
  if (element === "Condition") return condition(rest, value);
  const kind = rest[0] === "Service" ? rest.slice(1) : rest;
  return { label: ELEMENTS[element] ?? element, text: [...kind, value].map(valueName).join(" ") };
}

function condition([operator = "", key = ""]: string[], value: string) {
  const label = CONDITION_KEYS[key];
  if (label === undefined)
    return { label: "condition", text: [key, operator, value].map(valueName).join(" ") };
  return {
    label,
    text: [...(operator === "StringEquals" ? [] : [operator]), value].map(valueName).join(" "),
  };
}
