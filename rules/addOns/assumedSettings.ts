import type { ExportSettings } from "../args";
import { readArgs } from "../args";
import type { Problem } from "../problems";
import { LISTED_REGIONS, partitionOf, regionFacts } from "../regions";
import type { Args } from "./types";

/**
 * The settings by which add-ons are read while arguments of the export are wrong, so that all problems are reported at once: what is
 * wrong counts as not given, or as given so that no add-on is refused for it. Undefined where the rest is wrong without it.
 */
export function assumedSettings(
  component: string,
  args: Args,
  problems: readonly Problem[],
): ExportSettings | undefined {
  const wrong = new Set(problems.map(({ path }) => path.split(/[.[]/)[0] as string));
  const right = Object.entries(args).filter(([name]) => !wrong.has(name));
  const generous = {
    ...(wrong.has("regions") && { regions: regionsLike(args["regions"]) }),
    ...(wrong.has("notifications") && { notifications: true }),
  };
  return readArgs(component, { ...Object.fromEntries(right), ...generous }).settings;
}

/** The Regions that are right, and every other one of their partition. */
function regionsLike(regions: unknown): string[] {
  const given: unknown[] = Array.isArray(regions) ? regions : [];
  const right = given.filter(
    (name): name is string => typeof name === "string" && regionFacts(name) !== undefined,
  );
  const partition = partitionOf(right[0] ?? "us-east-1");
  const all = [...right, ...LISTED_REGIONS].filter((name) => partitionOf(name) === partition);
  return [...new Set(all)];
}
