import { isLater } from "../args/later";

/** A path as Pulumi writes property paths. */
export function propertyPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(String(key))) return `${path}[${JSON.stringify(String(key))}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

/** The path of a property next to the one at `path`. */
export function siblingPath(path: string, name: string): string {
  const outer = path.replace(/(\["([^"\\]|\\.)*"\]|\[\d+\]|\.?[^.[\]]+)$/, "");
  return pathWithin(outer, propertyPath([name]));
}

/** The path of `inner` seen from what holds it at `outer`; either may be empty. */
export function pathWithin(outer: string, inner: string): string {
  if (outer === "" || inner === "") return outer + inner;
  return inner.startsWith("[") ? outer + inner : `${outer}.${inner}`;
}

/** Stands for a value found that may be a secret. */
export const HIDDEN: unique symbol = Symbol("hidden");

const LONGEST_SHOWN = 60;

/** A value as an error shows it: short, and nothing of an Output. */
export function shown(value: unknown): string {
  const text = whole(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 3)}...` : text;
}

/** The same at its full length: of a value to write. */
export function whole(value: unknown): string {
  if (isLater(value)) return "an Output";
  if (typeof value === "function") return "a function";
  return JSON.stringify(value) ?? String(value);
}

/** The value found, at the end of an error. */
export function found(value: unknown): string {
  return value === HIDDEN
    ? "the value is not shown because it may be secret"
    : `got ${shown(value)}`;
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(words);
}

/** `a, b and c`. */
export function both(words: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
}
