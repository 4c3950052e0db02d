import type { ActionId, ProblemId, TextValues, ValuesOf } from "./texts";
import { pathWithin } from "./values";

/** One action that makes a problem go away. */
export type Fix =
  /** Set properties: to exactly this, or to a value such as this. */
  | { action: "set"; values: readonly { path: string; value: unknown }[]; exact: boolean }
  | { action: "remove"; paths: readonly string[] }
  | { action: "rename"; path: string; to: string }
  /** A command outside the program. */
  | { action: "run"; command: string }
  /** Another property in a property's place, with a value such as this. */
  | { action: "replace"; path: string; by: string; value: unknown }
  /** What only a person can do, or choose. */
  | { action: "do"; id: ActionId; values: object };

/** One thing wrong with the arguments, or with what they name, as data. */
export interface Problem {
  id: ProblemId;
  /** `warning`: it deploys, and should be known. */
  severity: "error" | "warning";
  /** Property path as Pulumi writes it: `regions[2]`, `bucket.prefix`; empty for the arguments as a whole. */
  path: string;
  values: object;
  fix: Fix;
}

/** A problem whose values are what its text is made from. */
export function problem<Id extends ProblemId>(
  id: Id,
  path: string,
  fix: Fix,
  ...[values]: ValuesOf<Id> extends undefined ? [] : [ValuesOf<Id>]
): Problem {
  return { id, severity: "error", path, values: values ?? {}, fix };
}

/** The same of what deploys, and should be known. */
export const asWarning = (one: Problem): Problem => ({ ...one, severity: "warning" });

/** A fix that only a person can do, or choose. */
export function toDo<Id extends ActionId>(
  id: Id,
  ...[values]: TextValues<Id> extends undefined ? [] : [TextValues<Id>]
): Fix {
  return { action: "do", id, values: values ?? {} };
}

export const setTo = (path: string, value: unknown): Fix => ({
  action: "set",
  values: [{ path, value }],
  exact: true,
});

export const setLike = (path: string, value: unknown): Fix => ({
  action: "set",
  values: [{ path, value }],
  exact: false,
});

export const remove = (...paths: string[]): Fix => ({ action: "remove", paths });

/** The same problem seen from what holds the arguments at `outer`. */
export function within(outer: string, { fix, path, ...rest }: Problem): Problem {
  const at = (inner: string) => pathWithin(outer, inner);
  return { ...rest, path: at(path), fix: movedFix(fix, at) };
}

/** A fix with its paths changed. */
export function movedFix(fix: Fix, at: (path: string) => string): Fix {
  switch (fix.action) {
    case "set":
      return { ...fix, values: fix.values.map(({ path, value }) => ({ path: at(path), value })) };
    case "remove":
      return { ...fix, paths: fix.paths.map(at) };
    case "rename":
      return { ...fix, path: at(fix.path) };
    case "replace":
      return { ...fix, path: at(fix.path) };
    case "run":
    case "do":
      return fix;
  }
}
