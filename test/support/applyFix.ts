import type { Fix } from "../../rules/problems";

type Holder = { [key: string | number]: unknown };

/** The keys of a property path as Pulumi writes it. */
export function keysOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(
    ([, index, quoted, plain]) =>
      index !== undefined
        ? Number(index)
        : quoted !== undefined
          ? (JSON.parse(quoted) as string)
          : (plain as string),
  );
}

/** The arguments after what the fix says was done. */
export function applyFix(args: unknown, fix: Fix): unknown {
  const root: Holder = { args: copy(args) };
  switch (fix.action) {
    case "set":
      for (const { path, value } of fix.values) setAt(root, path, value);
      break;
    case "remove":
      // The last of a list first: the others keep their places.
      for (const path of [...fix.paths].reverse()) removeAt(root, path);
      break;
    case "rename":
      moveAt(root, fix.path, fix.to);
      break;
    case "replace":
      removeAt(root, fix.path);
      setAt(root, sibling(fix.path, fix.by), fix.value);
      break;
    case "run":
    case "do":
      throw new Error(`${JSON.stringify(fix)} is outside the arguments`);
  }
  return root["args"];
}

/** A copy; what is known later stays itself. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null || value instanceof Promise) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

function holderOf(root: Holder, path: string, make = false): [Holder | undefined, string | number] {
  const keys = ["args", ...keysOf(path)];
  const last = keys.pop() as string | number;
  const holder = keys.reduce<Holder | undefined>((at, key) => {
    if (at === undefined) return undefined;
    if (make && (typeof at[key] !== "object" || at[key] === null)) at[key] = {};
    return at[key] as Holder | undefined;
  }, root);
  return [holder, last];
}

function setAt(root: Holder, path: string, value: unknown): void {
  const [holder, key] = holderOf(root, path, true);
  (holder as Holder)[key] = value;
}

function removeAt(root: Holder, path: string): unknown {
  const [holder, key] = holderOf(root, path);
  const removed = holder?.[key];
  if (Array.isArray(holder)) holder.splice(key as number, 1);
  else delete holder?.[key];
  return removed;
}

function moveAt(root: Holder, path: string, to: string): void {
  const value = removeAt(root, path);
  const [holder] = holderOf(root, path);
  (holder as Holder)[to] = value;
}

function sibling(path: string, name: string): string {
  const cut = Math.max(path.lastIndexOf("."), 0);
  return cut === 0 ? name : `${path.slice(0, cut)}.${name}`;
}
