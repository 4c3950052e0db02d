import { isObject } from "../rpc";

/** The normal form that state keeps: sorted keys, compact, `<`, `>` and `&` escaped. */
export function normalPolicy(text: unknown): unknown {
  const parsed = parse(text);
  if (parsed === undefined) return text;
  return JSON.stringify(sorted(parsed)).replace(
    /[<>&]/g,
    (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
  );
}

/** The same policy, whatever the order of statements, of listed values, and of lists of one. */
export function samePolicy(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  const [first, second] = [parse(left), parse(right)];
  if (first === undefined || second === undefined) return false;
  return canonical(first) === canonical(second);
}

export function parse(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const items = [...new Set(value.map(canonical))].sort();
    return items.length === 1 ? (items[0] ?? "") : `[${items.join()}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}
