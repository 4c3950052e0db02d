import type { Condition } from "./conditions";
import type { Truth } from "./truth";
import type { Expand } from "./variables";

/** What a condition wants and what the request has, for a person to read. */
export function phraseOf(condition: Condition, truth: Truth, expand: Expand): string {
  const { name, key, operator } = condition;
  if (operator === undefined) return `${name} is no operator of IAM`;
  return `${name} ${key} wants ${wish(condition)}, ${having(condition, truth, expand)}`;
}

function wish({ operator, wanted }: Condition): string {
  if (operator === "null") {
    return wanted.some((text) => text.toLowerCase() === "true") ? "it absent" : "it present";
  }
  return `${operator?.negated ? "anything but " : ""}${quoted(wanted)}`;
}

function having(condition: Condition, truth: Truth, expand: Expand): string {
  const { value } = condition;
  if (value.state === "unknown") return "what the request has is not known";
  const has =
    value.state === "absent"
      ? "the request does not have it"
      : `the request has ${quoted(value.values)}`;
  return truth === "unknown" ? `${has}, ${whyOpen(condition, expand)}` : has;
}

/** Why a condition is open although its key is known. */
function whyOpen({ quantifier, operator, wanted, value }: Condition, expand: Expand): string {
  if (value.state === "absent")
    return "and AWS does not say whether ForAnyValue or IfExists decides";
  if (value.state === "known" && value.multivalued && !quantifier) {
    return "and several values need ForAllValues or ForAnyValue";
  }
  const takesVariables = operator !== "null" && operator?.variables;
  return (takesVariables && openVariable(wanted, expand)) || "which cannot be compared";
}

/** The first variable of the texts whose value is not known. */
export function openVariable(texts: string[], expand: Expand): string | undefined {
  for (const text of texts) {
    const expansion = expand(text);
    if (expansion.state === "unknown") return `and the variable ${expansion.key} is not known`;
  }
  return undefined;
}

const SHOWN = 3;

/** The first few values, so that a list of every Region stays one sentence. */
export function quoted(values: string[]): string {
  const shown = values.slice(0, SHOWN).map((value) => JSON.stringify(value));
  const more = values.length - SHOWN;
  return `${shown.join(" or ")}${more > 0 ? ` or ${more} more` : ""}`;
}
