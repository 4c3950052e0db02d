import type { Change } from "./change";
import { change } from "./change";
import type { LeafChange } from "./values";

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

/** Settings that protect or deliver evidence, and when a change of them puts it at risk. */
const RISKS: [path: RegExp, atRisk: (change: LeafChange) => boolean][] = [
  [/^proof$/, ({ to }) => to !== "require"],
  [/^preflight$/, ({ to }) => to === false],
  [/^notifications$/, ({ from }) => from !== "none"],
  [/^readerArns\./, ({ to }) => to !== undefined],
  [/^bucket\.accessLogs$/, ({ to }) => to !== true],
  [/^(members\.)?features\./, ({ to }) => to === "DISABLED" || to === "NONE"],
];

/** Every setting that differs and is not under one of `described`. */
export function settingChanges(base: object, head: object, described: readonly string[]): Change[] {
  return leafChanges(base, head)
    .filter(({ path }) => !described.some((one) => path === one || path.startsWith(`${one}.`)))
    .map((values) => {
      const rule = RISKS.find(([path]) => path.test(values.path));
      return change("settingChanged", values, rule?.[1](values));
    });
}
