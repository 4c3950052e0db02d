import type { z } from "zod";

import type { Problem } from "../problems";
import { problemsOf } from "./issues";
import { partitionProblems } from "./partitionRelations";
import { reservedNameProblems } from "./reservedNames";

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
  const parsed = schema.safeParse(args);
  const partitions = partitionProblems(schema, args);
  const elsewhere = new Set(partitions.map(({ path }) => path));
  const found = (parsed.error?.issues ?? [])
    .flatMap((issue) => problemsOf(issue, schema, args))
    // The pattern of an ARN has no word for a partition that is not known.
    .filter(({ path }) => !elsewhere.has(path));
  const reported = new Set(found.map(({ path }) => path));
  const reserved = reservedNameProblems(args).filter(({ path }) => !reported.has(path));
  const problems = [...found, ...reserved, ...relations(args), ...partitions];
  if (!parsed.success || problems.length > 0) return { problems: uniqueProblems(problems) };
  return { settings: fill(parsed.data), problems: [] };
}

/** A problem of each kind at a path. */
function uniqueProblems(problems: Problem[]): Problem[] {
  const byIdAndPath = new Map(
    problems.map((problem) => [`${problem.id} ${problem.path}`, problem]),
  );
  return [...byIdAndPath.values()];
}
