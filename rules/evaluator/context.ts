import type { ContextValue, RequestContext } from "./types";

export type Lookup = (key: string) => ContextValue;

/**
 * Reads condition keys of a request; their names are not case-sensitive.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function lookupIn(context: RequestContext): Lookup {
  const found = new Map<string, ContextValue>();
  for (const key of context.absent ?? []) found.set(key.toLowerCase(), { state: "absent" });
  for (const [key, value] of Object.entries(context.known)) {
    found.set(key.toLowerCase(), known(value));
  }
  const otherwise: ContextValue = { state: context.otherwise };
  return (key) => found.get(key.toLowerCase()) ?? otherwise;
}

function known(value: string | string[]): ContextValue {
  if (!Array.isArray(value)) return { state: "known", values: [value], multivalued: false };
  return value.length === 0
    ? { state: "absent" }
    : { state: "known", values: value, multivalued: true };
}
