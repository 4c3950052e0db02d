import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import type * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { detectorArn } from "../../rules/arn";
import {
  comparedSettings,
  functionPolicy,
  isOwn,
  MEMBERS_FILE,
  POLICIES_FILE,
  readDelivery,
  readOwners,
  toEnvironment,
  toMembersFile,
} from "../../rules/health";
import { remade } from "../shared/remade";
import { functionCode, HANDLER } from "./bundle";
import type { HealthContext } from "./context";
import { deliveryOf, policiesOf } from "./context";
import { notLostFunction } from "./lostParts";
import { createRole } from "./role";

/** Most of the time is spent waiting for AWS: a run takes seconds, and minutes only when Regions do not answer. */
const TIMEOUT_SECONDS = 60;

/** Twice what a run uses, since Lambda gives processor time by memory. */
const MEMORY_MEGABYTES = 256;

/** The Lambda function that asks every Region, with its role and its log. */
export function createFunction(
  context: HealthContext,
  deadLetterQueue: sqs.Queue,
): { logGroup: cloudwatch.LogGroup; fn: lambda.Function } {
  const { parent, plan, args, exportName } = context;
  const { names, settings } = plan;
  const region = settings.homeRegion;
  const logGroup = new cloudwatch.LogGroup(
    names.logGroup,
    { region, retentionInDays: settings.logRetentionDays, tags: args.tags },
    remade(parent),
  );
  const { role, rights } = createRole(context, {
    name: names.role,
    policyName: names.rolePolicy,
    service: "lambda.amazonaws.com",
    description: "Asks GuardDuty for the health of the findings' export",
    policy: policyOf(context, logGroup, deadLetterQueue),
  });
  const fn = new lambda.Function(
    names.function,
    {
      region,
      description: `Health of the GuardDuty export ${exportName}`.slice(0, 256),
      role: role.arn,
      runtime: lambda.Runtime.NodeJS24dX,
      architectures: ["arm64"],
      handler: HANDLER,
      code: policiesOf(context).apply((policies) =>
        functionCode({
          [POLICIES_FILE]: policies,
          [MEMBERS_FILE]: toMembersFile(settings.members),
        }),
      ),
      timeout: TIMEOUT_SECONDS,
      memorySize: MEMORY_MEGABYTES,
      reservedConcurrentExecutions: settings.reservesConcurrency ? 1 : -1,
      environment: { variables: environmentOf(context) },
      // Plain lines: metrics are JSON of their own.
      loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
      deadLetterConfig: { targetArn: deadLetterQueue.arn },
      tags: args.tags,
    },
    { ...remade(parent), dependsOn: rights, hooks: notLostFunction(context) },
  );
  return { logGroup, fn };
}

function policyOf(
  { args, location, plan: { settings }, detectorIds }: HealthContext,
  logGroup: cloudwatch.LogGroup,
  deadLetterQueue: sqs.Queue,
): pulumi.Output<string> {
  return pulumi
    .all([
      ...([args.administratorAccountId, args.bucketAccountId, location, detectorIds] as const),
      ...([logGroup.arn, deadLetterQueue.arn] as const),
      deliveryOf(args),
    ])
    .apply(([accountId, bucketAccountId, at, ids, logGroupArn, deadLetterQueueArn, given]) => {
      const { bucketArn, folder, keyArn } = at;
      const detectorArns = settings.regions.map((region) =>
        detectorArn({ region, accountId, detectorId: ids[region] as string }),
      );
      const all = { detectorArns, bucketArn, folder, keyArn, logGroupArn, deadLetterQueueArn };
      const accounts = { administratorAccountId: accountId, bucketAccountId, keyArn };
      const policyOwners = readOwners(accounts, settings.policyOwners);
      const ownKey = isOwn("key", accounts);
      const delivery = readDelivery(accounts, given);
      const { bucketSettings, members } = settings;
      const readsSettings =
        comparedSettings(accountId, bucketAccountId, bucketSettings) !== undefined;
      return JSON.stringify(
        functionPolicy({
          ...{ ...all, policyOwners, members, readsSettings },
          ownKey,
          delivery,
        }),
      );
    });
}

function environmentOf({
  args,
  location,
  plan: { settings },
  exportName,
  detectorIds,
  destinationIds,
}: HealthContext): pulumi.Output<{ [name: string]: string }> {
  const { regions, findingPublishingFrequency } = settings;
  return pulumi
    .all([
      ...([args.administratorAccountId, args.bucketAccountId, location] as const),
      ...([detectorIds, destinationIds] as const),
    ])
    .apply(
      ([
        administratorAccountId,
        bucketAccountId,
        { bucketArn, folder, keyArn },
        detectors,
        destinations,
      ]) => {
        const bucketSettings = comparedSettings(
          administratorAccountId,
          bucketAccountId,
          settings.bucketSettings,
        );
        return toEnvironment({
          exportName,
          administratorAccountId,
          bucketAccountId,
          destinationArn: `${bucketArn}/${folder}`.replace(/\/AWSLogs\/$/, ""),
          keyArn,
          findingPublishingFrequency,
          ...(bucketSettings && { bucketSettings }),
          regions: regions.map((region) => ({
            region,
            detectorId: detectors[region] as string,
            destinationId: destinations[region],
          })),
        });
      },
    );
}
