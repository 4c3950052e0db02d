import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import type { EventRoutingSettings } from "../../rules/events";
import {
  deadLetterPolicy,
  eventBridgeTrust,
  findingsPattern,
  ON_BUS,
  putEventsPolicy,
  readRoutingArgs,
  routingNames,
  topicStatement,
} from "../../rules/events";
import { MESSAGE_RETENTION_SECONDS } from "../../rules/queues";
import { ArgsError } from "../shared/argsError";
import { definedOnly } from "../shared/outputs";
import type { EventRoutingArgs } from "./args";

/**
 * Sends GuardDuty's finding events of every Region to one bus or topic in the home Region, as AWS writes them. It complements the export:
 * a new finding's event arrives within minutes, whatever the export's frequency.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export class EventRouting extends pulumi.ComponentResource {
  /** ARN of the bus that the events of all Regions reach. */
  public readonly busArn!: pulumi.Output<string>;
  /** ARNs, by Region, of the queues of events that could not be delivered. */
  public readonly undeliveredQueueArns!: pulumi.Output<{ [region: string]: string }>;
  /** The statement that the topic's policy has to hold, as JSON; undefined without a topic. */
  public readonly topicStatement?: pulumi.Output<string>;

  constructor(name: string, args: EventRoutingArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings, problems } = readRoutingArgs(args);
    if (settings === undefined) throw new ArgsError(`EventRouting ${name}`, problems);
    super("guardduty-export:index:EventRouting", name, {}, opts);

    const context: RoutingContext = { parent: this, names: routingNames(name), settings, args };
    const bus = settings.target === "topic" ? createBus(context) : undefined;
    const busArn = pulumi.output(bus?.arn ?? (args.busArn as pulumi.Input<string>));
    const roleArn = createRole(context, busArn);
    const queues = settings.regions.map((region) => {
      const sent = { arn: busArn, roleArn };
      return [region, createRule(context, region, region, sent).queueArn] as const;
    });
    const published = bus && createTopicRule(context, bus);

    const outputs = definedOnly({
      busArn,
      undeliveredQueueArns: pulumi.output(Object.fromEntries(queues)),
      topicStatement: published,
    });
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}

interface RoutingContext {
  parent: pulumi.Resource;
  names: ReturnType<typeof routingNames>;
  settings: EventRoutingSettings;
  args: EventRoutingArgs;
}

function createBus({ parent, names, settings, args }: RoutingContext): cloudwatch.EventBus {
  return new cloudwatch.EventBus(
    names.bus,
    { region: settings.homeRegion, description: "GuardDuty findings", tags: args.tags },
    { parent },
  );
}

/** The role that EventBridge sends events to the bus with, across Regions and accounts. */
function createRole(
  { parent, names, args }: RoutingContext,
  busArn: pulumi.Output<string>,
): pulumi.Output<string> {
  const { accountId } = getCallerIdentityOutput({}, { parent });
  const role = new iam.Role(
    names.role,
    {
      description: "Sends GuardDuty findings to an event bus",
      assumeRolePolicy: accountId.apply((id) => JSON.stringify(eventBridgeTrust(id))),
      tags: args.tags,
    },
    { parent },
  );
  const policy = busArn.apply((arn) => JSON.stringify(putEventsPolicy(arn)));
  const rights = new iam.RolePolicy(names.rolePolicy, { role: role.name, policy }, { parent });
  return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}

/** Publishes what reaches the bus; the answer is the statement that the topic's policy has to hold. */
function createTopicRule(context: RoutingContext, bus: cloudwatch.EventBus): pulumi.Output<string> {
  const topicArn = context.args.topicArn as pulumi.Input<string>;
  const { homeRegion } = context.settings;
  createRule(context, ON_BUS, homeRegion, { arn: topicArn }, bus.name);
  return pulumi.output(topicArn).apply((topic) => JSON.stringify(topicStatement(topic)));
}

/** A rule, its target, and a queue of what could not be delivered. */
function createRule(
  { parent, names, settings, args }: RoutingContext,
  suffix: string,
  region: string,
  target: { arn: pulumi.Input<string>; roleArn?: pulumi.Input<string> },
  eventBusName?: pulumi.Input<string>,
): { queueArn: pulumi.Output<string> } {
  const rule = new cloudwatch.EventRule(
    names.rule(suffix),
    {
      region,
      eventBusName,
      description: "GuardDuty findings",
      eventPattern: JSON.stringify(findingsPattern(settings.filter)),
      tags: args.tags,
    },
    { parent },
  );
  const queue = new sqs.Queue(
    names.undelivered(suffix),
    {
      region,
      messageRetentionSeconds: MESSAGE_RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
      tags: args.tags,
    },
    { parent },
  );
  const policy = pulumi
    .all([queue.arn, rule.arn])
    .apply(([queueArn, ruleArn]) => JSON.stringify(deadLetterPolicy(queueArn, ruleArn)));
  const admitted = new sqs.QueuePolicy(
    names.undeliveredPolicy(suffix),
    { region, queueUrl: queue.url, policy },
    { parent },
  );
  new cloudwatch.EventTarget(
    names.target(suffix),
    {
      region,
      eventBusName,
      rule: rule.name,
      ...target,
      deadLetterConfig: { arn: queue.arn },
    },
    { parent, dependsOn: admitted },
  );
  return { queueArn: queue.arn };
}
