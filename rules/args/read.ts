import type { z } from "zod";

import { wording } from "./fields";
import type { Problem } from "./problems";
import { propertyPath } from "./problems";

/** Either the settings, or every problem of the arguments. */
export type Read<Settings> =
  { settings: Settings; problems: [] } | { settings?: undefined; problems: Problem[] };

/** Reads arguments by their schema and by `relations` between them, then fills in the defaults. Throws nothing. */
export function read<Schema extends z.ZodType, Settings>(
  schema: Schema,
  relations: (args: unknown) => Problem[],
  fill: (valid: z.output<Schema>) => Settings,
  args: unknown,
): Read<Settings> {
  const parsed = schema.safeParse(args, { error: wording });
  const problems = [...(parsed.error?.issues ?? []).flatMap(problemsOf), ...relations(args)];
  if (!parsed.success || problems.length > 0) return { problems: uniqueProblems(problems) };
  return { settings: fill(parsed.data), problems: [] };
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
