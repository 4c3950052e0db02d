import type { ContextValue, RequestContext } from "./types";

export type Lookup = (key: string) => ContextValue;

/**
 * Reads condition keys of a request; their names are not case-sensitive.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function lookupIn(context: RequestContext): Lookup {
  const found = new Map<string, ContextValue>();
  const absent = (context.absent ?? []).map((key) => key.toLowerCase());
  const prefixes = absent.filter((key) => key.endsWith("/"));
  for (const key of absent) found.set(key, { state: "absent" });
  for (const [key, value] of Object.entries(context.known)) {
    found.set(key.toLowerCase(), known(value));
  }
  const otherwise: ContextValue = { state: context.otherwise };
  return (name) => {
    const key = name.toLowerCase();
    const value = found.get(key);
    if (value !== undefined) return value;
    return prefixes.some((prefix) => key.startsWith(prefix)) ? { state: "absent" } : otherwise;
  };
}

function known(value: string | string[]): ContextValue {
  if (!Array.isArray(value)) return { state: "known", values: [value], multivalued: false };
  return value.length === 0
    ? { state: "absent" }
    : { state: "known", values: value, multivalued: true };
}
