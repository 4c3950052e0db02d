import { isLater } from "../args";
import { isEncryptedMark } from "./encrypted";
import type { LeafChange } from "./values";

/** Single values by their paths; what has a name or an account is known by it, wherever it stands in its list. What is known only later is none. */
function leavesOf(value: unknown, path: string, list?: string): Leaf[] {
  if (typeof value !== "object" || value === null) {
    return value === undefined ? [] : [{ path, value, ...(list !== undefined && { list }) }];
  }
  if (isLater(value)) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(
      inner,
      `${path}${path && "."}${isList ? nameOf(inner, key, value) : key}`,
      isList ? path : undefined,
    ),
  );
}

/** A single value, and the list that it is in. */
interface Leaf {
  path: string;
  value: unknown;
  list?: string;
}

const valuesOf = (leaves: Leaf[]) => new Map(leaves.map(({ path, value }) => [path, value]));

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
  return valuesOf(leavesOf(value, ""));
}

export function leafPaths(value: object): string[] {
  return leavesOf(value, "").map(({ path }) => path);
}

/** Every single value that differs, under a path. */
export function leafChanges(base: unknown, head: unknown, under = ""): LeafChange[] {
  const [before, after] = [leavesOf(base, under), leavesOf(head, under)];
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const lists = new Map([...before, ...after].map(({ path, list }) => [path, list]));
  const [oldLists, nowLists] = [listsIn(base, under), listsIn(head, under)];
  const wholes = { from: wholesIn(old, now), to: wholesIn(now, old) };
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .filter((path) => !wholes.from.includes(path) && !wholes.to.includes(path))
    .map((path) => {
      const [from, to, list] = [old.get(path), now.get(path), lists.get(path)];
      return {
        path,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(list !== undefined && { list }),
        ...(list !== undefined && oldLists.has(list) !== nowLists.has(list) && { whole: true }),
        ...(isUnder(path, wholes.from) && { encrypted: "from" as const }),
        ...(isUnder(path, wholes.to) && { encrypted: "to" as const }),
      };
    });
}

/** Paths that are encrypted as a whole in `some`, where `others` have single values under them. */
function wholesIn(some: Map<string, unknown>, others: Map<string, unknown>): string[] {
  return [...some]
    .filter(([path, value]) => isEncryptedMark(value) && !others.has(path))
    .map(([path]) => path)
    .filter((path) => [...others.keys()].some((one) => isUnder(one, [path])));
}

const isUnder = (path: string, paths: readonly string[]) =>
  paths.some((one) => path.startsWith(`${one}.`));

/** The paths of lists, also of empty ones. */
function listsIn(value: unknown, path: string): Set<string> {
  if (typeof value !== "object" || value === null || isLater(value)) return new Set();
  const isList = Array.isArray(value);
  const inner = Object.entries(value).flatMap(([key, one]) => [
    ...listsIn(one, `${path}${path && "."}${isList ? nameOf(one, key, value) : key}`),
  ]);
  return new Set([...(isList ? [path] : []), ...inner]);
}
