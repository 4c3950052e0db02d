import { z } from "zod";

import type { Read } from "../args";
import { isLater, read } from "../args";
import {
  accountId,
  arn,
  exampleOf,
  input,
  matching,
  object,
  plain,
  regionName,
  regionNames,
  someOf,
  tags,
  topicArn,
} from "../args/fields";
import { repeatedRegions } from "../args/relations";
import { topicRegionProblems } from "../args/topicRelations";
import { homeOf, isRecord, listAt } from "../args/unchecked";
import type { Unchecked } from "../args/unchecked";
import type { Problem } from "../problems";
import { problem, remove, setLike } from "../problems";
import { forwardsEvents, regionFacts } from "../regions";
import type { FindingsFilter } from "./pattern";
import { beyondPattern } from "./pattern";

/** The structure of an EventRouting, every default filled in. */
export interface EventRoutingSettings {
  regions: string[];
  homeRegion: string;
  filter: FindingsFilter;
  /** Whether events of malware scans are routed too. */
  malwareScans: boolean;
  /** Where events end: a bus that is there, or a topic behind a bus that is made. */
  target: "bus" | "topic";
}

const typePrefix = matching(
  /^[A-Z][A-Za-z]+:?[\w/&.!-]*$/,
  "findingType",
  "UnauthorizedAccess:EC2/",
);

/** The arguments of an EventRouting. */
export const routingShape = {
  regions: regionNames,
  homeRegion: regionName.optional(),
  busArn: input(
    arn(
      "events",
      "\\S+",
      "an event bus",
      "arn:aws:events:us-east-1:111122223333:event-bus/security",
    ),
  ).optional(),
  topicArn: topicArn.optional(),
  severityAtLeast: plain(z.number().min(1).max(10)).optional(),
  types: plain(someOf(typePrefix)).optional(),
  accounts: plain(someOf(accountId)).optional(),
  malwareScans: plain(z.boolean()).optional(),
  tags: tags.optional(),
};

const schema = object(routingShape);

/** Reads the arguments of an EventRouting. Throws nothing. */
export function readRoutingArgs(args: unknown): Read<EventRoutingSettings> {
  return read(
    schema,
    relations,
    ({ regions, homeRegion, malwareScans, topicArn, ...filter }) => ({
      regions,
      homeRegion: homeRegion ?? (regions[0] as string),
      filter: {
        severityAtLeast: filter.severityAtLeast,
        types: filter.types,
        accounts: filter.accounts,
      },
      malwareScans: malwareScans ?? false,
      target: topicArn === undefined ? "bus" : "topic",
    }),
    args,
  );
}

function relations(args: unknown): Problem[] {
  if (!isRecord(args) || isLater(args)) return [];
  return [
    ...targetProblems(args),
    ...patternProblems(args),
    ...topicRegionProblems(args, "topicArn"),
    ...partitionProblems(args),
    ...repeatedRegions(args),
  ];
}

function patternProblems(args: Unchecked): Problem[] {
  const textsAt = (list: string) => {
    const texts = listAt(args, list).filter((one) => typeof one === "string");
    return texts.length > 0 ? { [list]: texts } : {};
  };
  const { severityAtLeast } = args;
  const filter: FindingsFilter = {
    ...(typeof severityAtLeast === "number" && { severityAtLeast }),
    ...{ ...textsAt("accounts"), ...textsAt("types") },
  };
  const { beyond, length, most } = beyondPattern(filter, args["malwareScans"] === true);
  const [first] = beyond;
  if (first === undefined) return [];
  const paths = beyond.map(({ list, index }) => `${list}[${index}]`).reverse();
  return [problem("eventPatternLength", first.list, remove(...paths), { length, most })];
}

const TARGETS = ["busArn", "topicArn"];

function targetProblems(args: Unchecked): Problem[] {
  const given = TARGETS.filter((target) => args[target] !== undefined);
  if (given.length === 1) return [];
  const fix =
    given.length === 0 ? setLike("busArn", exampleOf(routingShape.busArn)) : remove("topicArn");
  return [problem("routingTarget", "", fix, { given })];
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html */
function partitionProblems(args: Unchecked): Problem[] {
  const partitionOf = (region: unknown) =>
    typeof region === "string" ? regionFacts(region)?.partition : undefined;
  const home = homeOf(args);
  const expected = partitionOf(home);
  if (expected === undefined) return [];
  return listAt(args, "regions").flatMap((region, index) => {
    const partition = partitionOf(region);
    const path = `regions[${index}]`;
    if (partition === expected && region !== home && !forwardsEvents(partition)) {
      const values = { partition, home: String(home), region: String(region) };
      return [problem("eventsNotForwarded", path, remove(path), values)];
    }
    if (partition === undefined || partition === expected) return [];
    const values = { partition, home: String(home), expected };
    return [problem("eventPartition", path, remove(path), values)];
  });
}
