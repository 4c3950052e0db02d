import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { ownerEventWarnings, planHealth, readHealthArgs } from "../../rules/health";
import { exportNameOf } from "../../rules/health/names";
import { healthEntries } from "../../rules/preflight";
import { MESSAGE_RETENTION_SECONDS } from "../../rules/queues";
import { waitForEntries } from "../shared/entries";
import { onceKnown } from "../shared/outputs";
import { planNamed } from "../shared/planNamed";
import { createTlsOnlyPolicy } from "../shared/queuePolicy";
import { createAlarms, createUndeliveredAlarm } from "./alarms";
import type { ExportHealthArgs } from "./args";
import { createChangeRules } from "./changes";
import type { HealthContext } from "./context";
import { destinationsOf, detectorsOf, locationOf, warn } from "./context";
import { createFunction } from "./function";
import { notLostRun } from "./lostParts";
import { createSchedule } from "./schedule";
import { createTopic } from "./topic";

/**
 * Reports when the export of findings stops: a scheduled check of every Region with alarms for unhealthy Regions, for
 * Regions that could not be checked and for failed runs, messages of changes that stop an export, and a dashboard. It is
 * created in the account of the provider, which must be the export's administrator account. Messages of changes require a
 * CloudTrail trail in the account; those of bucket and key are sent only if they are in this account too.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export class ExportHealth extends pulumi.ComponentResource {
  /** ARN of the topic that alarms and messages are sent to. */
  public readonly topicArn!: pulumi.Output<string>;
  /** Name of the Lambda function that checks the Regions. */
  public readonly functionName!: pulumi.Output<string>;
  /** Name of its log group: a JSON line for each Region and run. */
  public readonly logGroupName!: pulumi.Output<string>;
  /** URL of the queue of runs that failed. */
  public readonly deadLetterQueueUrl!: pulumi.Output<string>;
  /** Name of the CloudWatch dashboard. */
  public readonly dashboardName!: pulumi.Output<string>;

  constructor(name: string, args: ExportHealthArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planNamed("ExportHealth", name, readHealthArgs(args), planHealth);
    super("guardduty-export:index:ExportHealth", name, {}, opts);

    const waiting = waitForEntries(this, args, healthEntries(args));
    const context: HealthContext = {
      parent: this,
      plan,
      args: waiting.args,
      healthName: name,
      exportName: exportNameOf(pulumi.getProject(), pulumi.getStack(), name),
      location: locationOf(args),
      detectorIds: detectorsOf(this, args),
      destinationIds: destinationsOf(this, args),
    };
    warnOfOtherAccount(context);
    const topic = createTopic(context);
    const { topicArn } = topic;
    const deadLetterQueue = createDeadLetterQueue(context);
    const { fn, logGroup } = createFunction(context, deadLetterQueue);
    const schedule = createSchedule(context, fn, deadLetterQueue);
    const dashboard = createAlarms(context, { topicArn, deadLetterQueue, schedule });
    createUndeliveredAlarm(context, createChangeRules(context, topic), topicArn);

    const outputs = {
      topicArn,
      functionName: fn.name,
      logGroupName: logGroup.name,
      deadLetterQueueUrl: deadLetterQueue.url,
      dashboardName: dashboard.dashboardName,
    };
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}

function createDeadLetterQueue(context: HealthContext): sqs.Queue {
  const {
    parent,
    plan: { names, settings },
    args,
  } = context;
  const region = settings.homeRegion;
  const queue = new sqs.Queue(
    names.deadLetterQueue,
    {
      region,
      messageRetentionSeconds: MESSAGE_RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
      tags: args.tags,
    },
    { parent, hooks: notLostRun(context, "deadLetterQueue") },
  );
  createTlsOnlyPolicy(parent, names.deadLetterQueuePolicy, region, queue);
  return queue;
}

function warnOfOtherAccount({ parent, args }: HealthContext): void {
  const known = pulumi.all([args.keyArn, args.administratorAccountId]);
  onceKnown(known, ([keyArn, accountId]) => warn(parent, ownerEventWarnings(keyArn, accountId)));
}
