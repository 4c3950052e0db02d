import type { ElementFact, OpenBecause, StatementReason } from "../evaluator";
import { quoted, statementName } from "./words";

const OUTCOMES: { [outcome in StatementReason["outcome"]]: string } = {
  applies: "applies",
  doesNotApply: "does not apply",
  mayApply: "may apply",
};

/** What a statement does to a request and why, as one sentence. */
export function reasonText({ index, sid, effect, outcome, facts }: StatementReason): string {
  const because = facts.map(factText).join("; ");
  const statement = `${effect} ${statementName({ index, sid })}`;
  return `${statement} ${OUTCOMES[outcome]}${because && `: ${because}`}.`;
}

function factText(fact: ElementFact): string {
  switch (fact.element) {
    case "Principal":
      return `its principals do not include ${fact.caller}`;
    case "Resource":
    case "NotResource": {
      const requested = fact.open ? openText(fact.open) : `the request is for ${fact.requested}`;
      return `its ${fact.element} is ${quoted(fact.listed)}; ${requested}`;
    }
    case "Condition":
      return conditionText(fact);
  }
}

type ConditionFact = Extract<ElementFact, { element: "Condition" }>;

function conditionText(fact: ConditionFact): string {
  if ("problem" in fact) {
    const name = [fact.operator, fact.key].filter((part) => part !== undefined).join(" ");
    return fact.problem === "malformed"
      ? `its condition ${name} is malformed`
      : `its condition ${name} uses an operator that IAM does not have`;
  }
  const { operator, key, requires, request, open } = fact;
  const held =
    request.state === "unknown"
      ? "the value in the request is unknown"
      : request.state === "absent"
        ? "the request does not have the key"
        : `the request has ${quoted(request.values)}`;
  const because = open ? `, ${openText(open)}` : "";
  return `${operator} ${key} requires ${requirement(requires)}; ${held}${because}`;
}

function requirement(requires: Extract<ConditionFact, { requires: unknown }>["requires"]): string {
  if ("present" in requires) return `the key to be ${requires.present ? "present" : "absent"}`;
  return `${requires.negated ? "a value other than " : ""}${quoted(requires.values)}`;
}

function openText(open: OpenBecause): string {
  switch (open.why) {
    case "unknownVariable":
      return `the policy variable ${open.variable} is unknown`;
    case "variableWithoutValue":
      return "one of its policy variables has no value";
    case "undocumentedPrecedence":
      return "AWS does not document whether ForAnyValue or IfExists takes precedence";
    case "severalValues":
      return "several values require ForAllValues or ForAnyValue";
    case "notComparable":
      return "which the operator cannot compare";
  }
}
