import { isLater } from "./later";

/** One thing wrong with the arguments. */
export interface Problem {
  /** Property path as Pulumi writes it: `regions[2]`, `bucket.prefix`; empty for the arguments as a whole. */
  path: string;
  /** What is wrong, what is allowed, how to mend it. */
  reason: string;
}

/** A path as Pulumi writes property paths. */
export function propertyPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${key}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(String(key))) return `${path}[${JSON.stringify(String(key))}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

/** A value as an error shows it: short, and nothing of an Output. */
export function shown(value: unknown): string {
  if (isLater(value)) return "an Output";
  const text =
    typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** All problems in one text, a line each. */
export function problemsText(subject: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(
    ({ path, reason }) => `  - ${path === "" ? "(all)" : path}: ${reason}`,
  );
  return [`${subject}: ${count} in the arguments; nothing was registered`, ...lines].join("\n");
}
