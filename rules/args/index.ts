import type { z } from "zod";

import { wording } from "./fields";
import type { Problem } from "./problems";
import { propertyPath } from "./problems";
import { relationProblems } from "./relations";
import { argShape, exportArgs } from "./schema";
import type { ExportSettings } from "./settings";
import { settingsOf } from "./settings";

export { FREQUENCIES, OBJECT_LOCK_MODES, ON_DESTROY, PROVIDER_MODES } from "./schema";
/** The properties of a GuardDutyExport's arguments, in the order they are written about. */
export const ARGUMENT_NAMES: readonly string[] = Object.keys(argShape);

export { isLater } from "./later";
export { problemsText } from "./problems";
export type { Problem } from "./problems";
export type { AccountSettings, ExportSettings } from "./settings";

/** Either the settings, or every problem of the arguments. */
export type ReadArgs =
  { settings: ExportSettings; problems: [] } | { settings?: undefined; problems: Problem[] };

/** Reads the arguments of the component named `component`. Throws nothing. */
export function readArgs(component: string, args: unknown): ReadArgs {
  const parsed = exportArgs.safeParse(args, { error: wording });
  const problems = [...(parsed.error?.issues ?? []).flatMap(problemsOf), ...relationProblems(args)];
  if (!parsed.success || problems.length > 0) return { problems: uniqueProblems(problems) };
  return { settings: settingsOf(component, parsed.data), problems: [] };
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
  return keys.map((key) => ({
    path: propertyPath(key === undefined ? issue.path : [...issue.path, key]),
    reason: issue.message,
  }));
}

function uniqueProblems(problems: Problem[]): Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText.values()];
}
