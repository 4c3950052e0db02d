import type { Change } from "./change";
import { say } from "./change";

/** Single values by their paths; what has a name or an account is known by it, wherever it stands in its list. */
function leavesOf(value: unknown, path: string): [path: string, value: unknown][] {
  if (typeof value !== "object" || value === null) {
    return value === undefined ? [] : [[path, value]];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, `${path}${path && "."}${Array.isArray(value) ? nameOf(inner, key) : key}`),
  );
}

function nameOf(item: unknown, position: string): string {
  if (typeof item !== "object" || item === null) return String(item);
  const { name, accountId } = item as { name?: string; accountId?: string };
  return name ?? accountId ?? position;
}

/** Every setting that differs and is not under one of `described`, from and to. */
export function settingChanges(base: object, head: object, described: readonly string[]): Change[] {
  const [old, now] = [new Map(leavesOf(base, "")), new Map(leavesOf(head, ""))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => !described.some((one) => path === one || path.startsWith(`${one}.`)))
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => say(`${path} ${verb(old.get(path), now.get(path))}`));
}

function verb(from: unknown, to: unknown): string {
  if (from === undefined) return `is set to ${String(to)}`;
  if (to === undefined) return `was ${String(from)} and is no longer set`;
  return `changes from ${String(from)} to ${String(to)}`;
}
