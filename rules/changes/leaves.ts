import { isLater } from "../args";
import type { LeafChange } from "./values";

/** Single values by their paths; what has a name or an account is known by it, wherever it stands in its list. What is known only later is none. */
function leavesOf(value: unknown, path: string): [path: string, value: unknown][] {
  if (typeof value !== "object" || value === null) {
    return value === undefined ? [] : [[path, value]];
  }
  if (isLater(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(
      inner,
      `${path}${path && "."}${Array.isArray(value) ? nameOf(inner, key, value) : key}`,
    ),
  );
}

function nameOf(item: unknown, position: string, list: readonly unknown[]): string {
  const name = ownName(item);
  if (name === undefined) return position;
  const first = list.findIndex((one) => ownName(one) === name);
  return first === Number(position) ? name : `${name}[${position}]`;
}

function ownName(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return String(item);
  const { name, accountId } = item as { name?: string; accountId?: string };
  return name ?? accountId;
}

export function leafValues(value: object): Map<string, unknown> {
  return new Map(leavesOf(value, ""));
}

export function leafPaths(value: object): string[] {
  return leavesOf(value, "").map(([path]) => path);
}

/** Every single value that differs, under a path. */
export function leafChanges(base: unknown, head: unknown, under = ""): LeafChange[] {
  const [old, now] = [new Map(leavesOf(base, under)), new Map(leavesOf(head, under))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => {
      const [from, to] = [old.get(path), now.get(path)];
      return {
        path,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      };
    });
}
