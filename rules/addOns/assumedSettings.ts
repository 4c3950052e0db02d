import type { ExportSettings } from "../args";
import { readArgs } from "../args";
import { isRecord, recordAt } from "../args/unchecked";
import { parseArn } from "../arn";
import type { Problem } from "../problems";
import { regionOfQueueUrl } from "../queues";
import { LISTED_REGIONS, partitionOf, regionFacts } from "../regions";
import type { Args } from "./types";

/**
 * The settings by which add-ons are read while arguments of the export are wrong, so that all problems are reported at once: what is
 * wrong counts as not given, or as given so that no add-on of `addOns` is refused for it. Undefined where the rest is wrong without it.
 */
export function assumedSettings(
  component: string,
  args: Args,
  problems: readonly Problem[],
  addOns: Args,
): ExportSettings | undefined {
  const wrong = new Set(problems.map(({ path }) => path.split(/[.[]/)[0] as string));
  const right = Object.entries(args).filter(([name]) => !wrong.has(name));
  const generous = {
    ...(wrong.has("regions") && { regions: regionsLike(args["regions"]) }),
    ...(wrong.has("notifications") && { notifications: true }),
  };
  const assumed: Args = { ...Object.fromEntries(right), ...generous };
  const homes = wrong.has("regions") || wrong.has("homeRegion") ? homesOf(addOns) : [];
  // A home Region that the add-ons name may be none that the export can have.
  const tried = assumed["homeRegion"] === undefined ? [...homes, undefined] : [undefined];
  return tried
    .map((homeRegion) => readArgs(component, { ...assumed, ...(homeRegion && { homeRegion }) }))
    .find(({ settings }) => settings !== undefined)?.settings;
}

/** The Regions of topics and queues, which have to be in the home Region. */
function homesOf({ readers, events, health }: Args): string[] {
  const topics = [events, health].map((one) => (isRecord(one) ? one["topicArn"] : undefined));
  const queues = Object.values(isRecord(readers) ? readers : {}).map((reader) =>
    isRecord(reader) ? recordAt(reader, "queue.existing")?.["url"] : undefined,
  );
  return [
    ...topics.flatMap((arn) => (typeof arn === "string" ? (parseArn(arn)?.region ?? []) : [])),
    ...queues.flatMap((url) => (typeof url === "string" ? (regionOfQueueUrl(url) ?? []) : [])),
  ];
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
