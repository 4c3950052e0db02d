import type { Change } from "./change";
import { change } from "./change";

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
    .map((path) => {
      const [from, to] = [old.get(path), now.get(path)];
      return change("settingChanged", {
        path,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      });
    });
}
