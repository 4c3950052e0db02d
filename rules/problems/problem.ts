import type { ActionId, ProblemId, TextValues, ValuesOf } from "./texts";
import { pathWithin } from "./values";

/** One action that makes a problem go away. */
export type Fix = SetFix | RemoveFix | RenameFix | RunFix | ReplaceFix | DoFix;

/** Set properties. */
export interface SetFix {
  /** What to do. */
  action: "set";
  /** Each property and its value. */
  values: readonly FixValue[];
  /** Whether exactly these values fix the problem; else values such as these. */
  exact: boolean;
}

/** A property and a value for it. */
export interface FixValue {
  /** Property path. */
  path: string;
  /** The value. */
  value: unknown;
}

/** Remove properties. */
export interface RemoveFix {
  /** What to do. */
  action: "remove";
  /** Property paths. */
  paths: readonly string[];
}

/** Rename a property. */
export interface RenameFix {
  /** What to do. */
  action: "rename";
  /** Property path. */
  path: string;
  /** The new name. */
  to: string;
}

/** Run a command outside the program. */
export interface RunFix {
  /** What to do. */
  action: "run";
  /** The command. */
  command: string;
}

/** Set another property instead. */
export interface ReplaceFix {
  /** What to do. */
  action: "replace";
  /** Path of the property to remove. */
  path: string;
  /** Path of the property to set. */
  by: string;
  /** The value. */
  value: unknown;
  /** Whether exactly this value fixes the problem; else one such as this. Defaults to false. */
  exact?: boolean;
}

/** An action for the engineer, outside the arguments. */
export interface DoFix {
  /** What to do. */
  action: "do";
  /** Which action it is. */
  id: ActionId;
  /** What the text of the action is made from. */
  values: object;
}

/** One thing wrong with the arguments, or with what they name, as data. */
export interface Problem {
  /** What kind of problem it is. */
  id: ProblemId;
  /** `warning`: it deploys, and should be known. */
  severity: "error" | "warning";
  /** Property path as Pulumi writes it: `regions[2]`, `bucket.prefix`; empty for the arguments as a whole. */
  path: string;
  /** What the text of the problem is made from. */
  values: object;
  /** One action that makes it go away. */
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

/** A fix that the user has to make, or choose. */
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
    case "do":
      return { ...fix, values: movedValues(fix.values, at) };
    case "run":
      return fix;
  }
}

/** Some of what a user has to do names the path of what is to be set. */
const movedValues = (values: object, at: (path: string) => string): object =>
  "path" in values ? { ...values, path: at(values.path as string) } : values;
