import type { Lookup } from "./context";
import { isDateKey } from "./dateKeys";
import { toPattern } from "./match";
import type { OpenBecause } from "./types";

/** A policy text with its variables replaced, as a pattern; or why that could not be done. */
export type Expansion =
  | { state: "known"; pattern: string }
  | { state: "absent"; key: string }
  | { state: "unknown"; key: string };

export type Expand = (text: string) => Expansion;

/** The first variable of the texts whose value is not known. */
export function openVariable(texts: string[], expand: Expand): OpenBecause | undefined {
  for (const text of texts) {
    const expansion = expand(text);
    if (expansion.state === "unknown") return { why: "unknownVariable", variable: expansion.key };
  }
  return undefined;
}

const VARIABLE = /\$\{([^}]*)\}/g;
const KEY_AND_DEFAULT = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/;
const LITERALS = ["*", "?", "$"];

/** Older documents have no variables: there `${…}` is text. */
const VERSION_WITH_VARIABLES = "2012-10-17";

/**
 * How texts of a document of this version are read.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expanderFor(version: string | undefined, lookup: Lookup): Expand {
  if (version === VERSION_WITH_VARIABLES) return (text) => replaced(text, lookup);
  return (text) => ({ state: "known", pattern: toPattern(text) });
}

function replaced(text: string, lookup: Lookup): Expansion {
  if (!text.includes("${")) return { state: "known", pattern: toPattern(text) };
  let pattern = "";
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const value = valueOf(match[1] ?? "", lookup);
    if (value.state !== "known") return value;
    pattern += toPattern(text.slice(end, match.index)) + value.pattern;
    end = match.index + match[0].length;
  }
  return { state: "known", pattern: pattern + toPattern(text.slice(end)) };
}

/** The value put in is text: its own `*` and `?` are no wildcards. */
function valueOf(variable: string, lookup: Lookup): Expansion {
  if (LITERALS.includes(variable)) return { state: "known", pattern: variable };
  const [, key = variable, fallback] = KEY_AND_DEFAULT.exec(variable) ?? [];
  const value = lookup(key);
  // A key of several values cannot be a variable; what AWS puts in its place, and in a date's, is not documented.
  if (
    value.state === "unknown" ||
    (value.state === "known" && (value.multivalued || isDateKey(key)))
  ) {
    return { state: "unknown", key };
  }
  const pattern = (value.state === "known" && value.values[0]) || fallback;
  return pattern === undefined ? { state: "absent", key } : { state: "known", pattern };
}
