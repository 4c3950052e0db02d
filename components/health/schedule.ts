import type * as lambda from "@pulumi/aws/lambda";
import { Schedule } from "@pulumi/aws/scheduler";
import type * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { schedulePolicy } from "../../rules/health";
import { rateOf } from "../../rules/health/ownParts";
import type { HealthContext } from "./context";
import { notLostRun } from "./lostParts";
import { createRole } from "./role";

/** Runs the function again and again. A run that could not be started is not made up for later than the next. */
export function createSchedule(
  context: HealthContext,
  fn: lambda.Function,
  deadLetterQueue: sqs.Queue,
): Schedule {
  const { parent, plan } = context;
  const { names, settings } = plan;
  const { role, rights } = createRole(context, {
    name: names.scheduleRole,
    policyName: names.scheduleRolePolicy,
    service: "scheduler.amazonaws.com",
    description: "Runs the health check of the findings' export",
    policy: pulumi
      .all([fn.arn, deadLetterQueue.arn])
      .apply(([functionArn, queueArn]) => JSON.stringify(schedulePolicy(functionArn, queueArn))),
  });
  return new Schedule(
    names.schedule,
    {
      region: settings.homeRegion,
      description: "Runs the health check of the findings' export",
      scheduleExpression: rateOf(settings.intervalMinutes),
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: fn.arn,
        roleArn: role.arn,
        retryPolicy: {
          maximumEventAgeInSeconds: settings.intervalMinutes * 60,
          maximumRetryAttempts: 3,
        },
        deadLetterConfig: { arn: deadLetterQueue.arn },
      },
    },
    { parent, dependsOn: rights, hooks: notLostRun(context, "schedule") },
  );
}
