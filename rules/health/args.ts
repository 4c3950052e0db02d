import { z } from "zod";

import type { Problem, Read } from "../args";
import { isLater, read } from "../args";
import { FindingPublishingFrequency } from "../args/choices";
import { findingsUri, keyArn, matching, topicArn } from "../args/inputFields";
import { accountId, choice, hexId, input, object, plain, regionName } from "../args/fields";
import { tags, wholeNumber } from "../args/fields";
import { propertyPath, shown } from "../args/problems";
import { regionRelations } from "../args/relations";
import { isRecord } from "../args/unchecked";

/** The structure of an ExportHealth, every default filled in. */
export interface HealthArgsSettings {
  regions: string[];
  homeRegion: string;
  /** Undefined: not compared. */
  findingPublishingFrequency?: FindingPublishingFrequency;
  intervalMinutes: number;
  /** Whether it makes a topic of its own. */
  ownTopic: boolean;
  email: boolean;
  logRetentionDays: number;
  reservesConcurrency: boolean;
}

/** Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** An id of each Region. */
const idsByRegion = input(z.record(z.string(), input(hexId)));

export const healthShape = {
  regions: plain(z.array(regionName).min(1, "must name at least one Region, such as us-east-1")),
  homeRegion: regionName.optional(),
  administratorAccountId: input(accountId),
  detectorIds: idsByRegion,
  destinationIds: idsByRegion,
  findingsUri,
  keyArn,
  findingPublishingFrequency: choice(FindingPublishingFrequency).optional(),
  intervalMinutes: wholeNumber(5, 360).optional(),
  topicArn: topicArn.optional(),
  email: matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address").optional(),
  logRetentionDays: plain(
    z.number().refine((days) => RETENTIONS.includes(days), {
      error: (issue) =>
        `must be a retention of CloudWatch Logs, one of ${RETENTIONS.join(", ")}; got ${shown(issue.input)}`,
    }),
  ).optional(),
  reserveConcurrency: plain(z.boolean()).optional(),
  tags: tags.optional(),
};

const schema = object(healthShape);

/** Reads the arguments of an ExportHealth. Throws nothing. */
export function readHealthArgs(args: unknown): Read<HealthArgsSettings> {
  return read(schema, relations, settingsOf, args);
}

function settingsOf(args: z.output<typeof schema>): HealthArgsSettings {
  return {
    regions: args.regions,
    homeRegion: args.homeRegion ?? (args.regions[0] as string),
    findingPublishingFrequency: args.findingPublishingFrequency,
    intervalMinutes: args.intervalMinutes ?? 15,
    ownTopic: args.topicArn === undefined,
    email: args.email !== undefined,
    logRetentionDays: args.logRetentionDays ?? 90,
    reservesConcurrency: args.reserveConcurrency ?? true,
  };
}

/** What is wrong between the arguments. */
function relations(args: unknown): Problem[] {
  if (!isRecord(args) || isLater(args)) return [];
  const { regions, topicArn: topic, email } = args;
  const both = topic !== undefined && email !== undefined;
  const reason =
    "is for a topic of the component's own; subscribe it to topicArn, or leave that out";
  return [
    ...regionRelations(args),
    ...(both ? [{ path: "email", reason }] : []),
    ...["detectorIds", "destinationIds"].flatMap((name) => missingIds(name, args[name], regions)),
  ];
}

function missingIds(name: string, ids: unknown, regions: unknown): Problem[] {
  if (!isRecord(ids) || !Array.isArray(regions)) return [];
  return regions
    .filter((region) => typeof region === "string" && !Object.hasOwn(ids, region))
    .map((region) => ({
      path: propertyPath([name, region]),
      reason: "is required: each of regions has one; give the export's output",
    }));
}
