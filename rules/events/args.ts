import { z } from "zod";

import type { Problem, Read } from "../args";
import { isLater, read } from "../args";
import { accountId, object, plain, regionName, tags } from "../args/fields";
import { arnOf } from "../args/inputFields";
import { shown } from "../args/problems";
import { isRecord } from "../args/unchecked";
import { regionFacts } from "../regions";
import type { FindingsFilter } from "./pattern";

/** The structure of an EventRouting, every default filled in. */
export interface EventRoutingSettings {
  regions: string[];
  homeRegion: string;
  filter: FindingsFilter;
  /** Where events end: a bus that is there, or a topic behind a bus that is made. */
  target: "bus" | "topic";
}

const typePrefix = plain(
  z.string().regex(/^[A-Z][A-Za-z]+:?[\w/&.!-]*$/, {
    error: (issue) =>
      `must be the start of a finding type, such as UnauthorizedAccess:EC2/; got ${shown(issue.input)}`,
  }),
);

/** The arguments of an EventRouting. */
export const routingShape = {
  regions: plain(z.array(regionName).min(1, "must name at least one Region, such as us-east-1")),
  homeRegion: regionName.optional(),
  busArn: arnOf("events", "the ARN of an event bus").optional(),
  topicArn: arnOf("sns", "the ARN of an SNS topic").optional(),
  severityAtLeast: plain(z.number().min(1).max(10)).optional(),
  types: plain(
    z.array(typePrefix).min(1, "must name at least one type; leave it out for all"),
  ).optional(),
  accounts: plain(
    z.array(accountId).min(1, "must name at least one account; leave it out for all"),
  ).optional(),
  tags: tags.optional(),
};

const schema = object(routingShape);

/** Reads the arguments of an EventRouting. Throws nothing. */
export function readRoutingArgs(args: unknown): Read<EventRoutingSettings> {
  return read(
    schema,
    relations,
    ({ regions, homeRegion, severityAtLeast, types, accounts, topicArn }) => ({
      regions,
      homeRegion: homeRegion ?? (regions[0] as string),
      filter: { severityAtLeast, types, accounts },
      target: topicArn === undefined ? "bus" : "topic",
    }),
    args,
  );
}

function relations(args: unknown): Problem[] {
  if (!isRecord(args) || isLater(args)) return [];
  return [...targetProblems(args), ...partitionProblems(args), ...repeatedRegions(args)];
}

function targetProblems(args: { [name: string]: unknown }): Problem[] {
  if ((args["busArn"] === undefined) !== (args["topicArn"] === undefined)) return [];
  const reason = "give exactly one of busArn and topicArn: where findings are sent";
  return [{ path: "", reason }];
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html */
function partitionProblems({ regions, homeRegion }: { [name: string]: unknown }): Problem[] {
  if (!Array.isArray(regions)) return [];
  const partitionOf = (region: unknown) =>
    typeof region === "string" ? regionFacts(region)?.partition : undefined;
  const home = homeRegion ?? (regions[0] as unknown);
  const partition = partitionOf(home);
  if (partition === undefined) return [];
  return regions.flatMap((region: unknown, index) => {
    const other = partitionOf(region);
    if (other === undefined || other === partition) return [];
    const reason = `is in partition ${other}, and ${String(home)} in ${partition}: events never cross partitions; take it out`;
    return [{ path: `regions[${index}]`, reason }];
  });
}

function repeatedRegions({ regions }: { [name: string]: unknown }): Problem[] {
  if (!Array.isArray(regions)) return [];
  return regions.flatMap((region: unknown, index) => {
    const first = regions.indexOf(region);
    if (first === index) return [];
    const reason = `${String(region)} is in regions[${first}] already; name each Region once`;
    return [{ path: `regions[${index}]`, reason }];
  });
}
