import { z } from "zod";

import type { Read } from "../args";
import { isLater, read } from "../args";
import { ExistingPolicy, FindingPublishingFrequency } from "../args/choices";
import {
  accountId,
  addProblem,
  bucketLifetime,
  choice,
  emailAddress,
  exampleOf,
  findingsUri,
  hexId,
  input,
  keyArn,
  NONCURRENT_VERSION_DAYS,
  object,
  plain,
  queueArn,
  queueUrl,
  regionName,
  regionNames,
  ruled,
  tags,
  topicArn,
  wholeNumber,
} from "../args/fields";
import type { DeclaredBucket } from "../bucketSettings";
import { watchedRelations } from "../args/relations";
import { members } from "../args/schema";
import { settingsOfMembers } from "../args/settings";
import { topicRegionProblems } from "../args/topicRelations";
import { isRecord } from "../args/unchecked";
import type { Problem } from "../problems";
import type { PolicyName, PolicyOwner } from "../proof";
import { policyOwner } from "../proof";
import { problem, propertyPath, remove, setLike } from "../problems";
import type { DeclaredMembers } from "./expectedMembers";
import { exportStatements } from "./expectedPolicies";

/** The structure of an ExportHealth, every default filled in. */
export interface HealthArgsSettings {
  regions: string[];
  homeRegion: string;
  /** Undefined: not compared. */
  findingPublishingFrequency?: FindingPublishingFrequency;
  /** Who writes each policy that is checked. */
  policyOwners: { [policy in PolicyName]?: PolicyOwner };
  members: DeclaredMembers;
  /** Undefined: the settings of the bucket are not read. */
  bucketSettings?: Omit<DeclaredBucket, "prefix">;
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

const logRetention = plain(
  ruled(
    z.number().superRefine((days, context) => {
      if (RETENTIONS.includes(days)) return;
      const meant = RETENTIONS.find((longer) => longer >= days) ?? RETENTIONS.at(-1);
      addProblem(context, { id: "logRetention", values: { allowed: RETENTIONS }, meant });
    }),
    { example: 90 },
  ),
);

/** An id of each Region. */
const idsByRegion = input(
  ruled(z.record(z.string(), input(hexId)), { example: { "us-east-1": exampleOf(hexId) } }),
);

function statements(policy: PolicyName) {
  return ruled(
    z.string().superRefine((value, context) => {
      const problem = statementsProblem(policy, value);
      if (problem) addProblem(context, problem);
    }),
    { example: STATEMENTS },
  );
}

const STATEMENTS = JSON.stringify([
  {
    Sid: "GuardDutyExport0a1b2c3dGenerateDataKey",
    Effect: "Allow",
    Principal: { Service: "guardduty.amazonaws.com" },
    Action: "kms:GenerateDataKey",
    Resource: "*",
  },
]);

export const healthShape = {
  regions: regionNames,
  homeRegion: regionName.optional(),
  administratorAccountId: input(accountId),
  bucketAccountId: input(accountId).optional(),
  detectorIds: idsByRegion,
  destinationIds: idsByRegion,
  findingsUri,
  keyArn: input(keyArn),
  bucketSettings: object(bucketLifetime).optional(),
  bucketPolicyStatements: input(statements("bucket")).optional(),
  keyPolicyStatements: input(statements("key")).optional(),
  existingBucketPolicy: choice(ExistingPolicy).optional(),
  existingKeyPolicy: choice(ExistingPolicy).optional(),
  findingPublishingFrequency: choice(FindingPublishingFrequency).optional(),
  members: members.optional(),
  intervalMinutes: wholeNumber(5, 360).optional(),
  queueUrls: input(z.array(queueUrl)).optional(),
  ownQueueArns: input(z.array(queueArn)).optional(),
  notificationTopicArn: topicArn.optional(),
  notificationKeyArn: input(keyArn).optional(),
  topicArn: topicArn.optional(),
  email: input(emailAddress).optional(),
  logRetentionDays: logRetention.optional(),
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
    policyOwners: {
      ...(args.bucketPolicyStatements !== undefined && {
        bucket: ownerOf(args.existingBucketPolicy),
      }),
      ...(args.keyPolicyStatements !== undefined && { key: ownerOf(args.existingKeyPolicy) }),
    },
    members: settingsOfMembers(args.members),
    ...(args.bucketSettings && {
      bucketSettings: {
        ...args.bucketSettings,
        noncurrentVersionDays: args.bucketSettings.noncurrentVersionDays ?? NONCURRENT_VERSION_DAYS,
      },
    }),
    intervalMinutes: args.intervalMinutes ?? 15,
    ownTopic: args.topicArn === undefined,
    email: args.email !== undefined,
    logRetentionDays: args.logRetentionDays ?? 90,
    reservesConcurrency: args.reserveConcurrency ?? true,
  };
}

const ownerOf = (policy: ExistingPolicy | undefined) => policyOwner(policy && { policy });

/** What is wrong between the arguments. */
function relations(args: unknown): Problem[] {
  if (!isRecord(args) || isLater(args)) return [];
  const { regions, topicArn: topic, email } = args;
  const both = topic !== undefined && email !== undefined;
  return [
    ...watchedRelations(args),
    ...topicRegionProblems(args, "topicArn"),
    ...(both ? [problem("emailOfOtherTopic", "email", remove("email"))] : []),
    ...["detectorIds", "destinationIds"].flatMap((name) => missingIds(name, args[name], regions)),
  ];
}

/** What is wrong with statements that are known only later. */
export function statementsProblems(policy: PolicyName, text: string | undefined): Problem[] {
  const found = text === undefined ? undefined : statementsProblem(policy, text);
  if (found === undefined) return [];
  const path = `${policy}PolicyStatements`;
  return [problem(found.id, path, setLike(path, STATEMENTS), { ...found.values, got: text })];
}

function statementsProblem(policy: PolicyName, text: string) {
  if (exportStatements(text) !== undefined) return undefined;
  return { id: "exportStatements" as const, values: { policy } };
}

/** The Regions that an argument with ids by Region has none of. */
export function missingIds(name: string, ids: unknown, regions: unknown): Problem[] {
  if (!isRecord(ids) || !Array.isArray(regions)) return [];
  return regions
    .filter((region): region is string => typeof region === "string" && !Object.hasOwn(ids, region))
    .map((region) => {
      const path = propertyPath([name, region]);
      return problem("idOfRegion", path, setLike(path, exampleOf(hexId)), { region });
    });
}
