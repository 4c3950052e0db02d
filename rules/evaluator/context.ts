import type { ContextValue, RequestContext } from "./types";

export type Lookup = (key: string) => ContextValue;

/**
 * Reads condition keys of a request; their names are not case-sensitive.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function lookupIn(context: RequestContext): Lookup {
  const found = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(context.known)) {
    found.set(key.toLowerCase(), known(value));
  }
  const { exact, prefixes } = absentKeys(context.absent ?? NONE);
  const otherwise: ContextValue = { state: context.otherwise };
  return (name) => {
    const key = name.toLowerCase();
    const value = found.get(key);
    if (value !== undefined) return value;
    const isAbsent = exact.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
    return isAbsent ? { state: "absent" } : otherwise;
  };
}

const NONE: readonly string[] = [];

interface AbsentKeys {
  exact: ReadonlySet<string>;
  prefixes: readonly string[];
}

const READ = new WeakMap<readonly string[], AbsentKeys>();

/** Requests share the lists, which are read once. */
function absentKeys(listed: readonly string[]): AbsentKeys {
  const read = READ.get(listed);
  if (read !== undefined) return read;
  const keys = listed.map((key) => key.toLowerCase());
  const prefixes = keys.filter((key) => /[/:]$/.test(key));
  const absent = { exact: new Set(keys), prefixes };
  READ.set(listed, absent);
  return absent;
}

function known(value: string | string[]): ContextValue {
  if (!Array.isArray(value)) return { state: "known", values: [value], multivalued: false };
  return value.length === 0
    ? { state: "absent" }
    : { state: "known", values: value, multivalued: true };
}
