import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import type { EventRoutingPlan, RulePlan } from "../../rules/events";
import {
  eventBridgeTrust,
  findingsPattern,
  planRouting,
  putEventsPolicy,
  readRoutingArgs,
  TARGET_ID,
  topicStatement,
} from "../../rules/events";
import { routingEntries } from "../../rules/preflight";
import { waitForEntries } from "../shared/entries";
import { notLostRule } from "../shared/lostRules";
import { planNamed } from "../shared/planNamed";
import { definedOnly } from "../shared/outputs";
import { createUndelivered } from "../shared/undelivered";
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
    const plan = planNamed("EventRouting", name, readRoutingArgs(args), planRouting);
    super("guardduty-export:index:EventRouting", name, {}, opts);

    const { topicArn } = args;
    const waiting = waitForEntries(this, args, routingEntries(args));
    const context: RoutingContext = { parent: this, plan, args: waiting.args };
    const bus = plan.ownBus ? createBus(context) : undefined;
    const busArn = pulumi.output(bus?.arn ?? (args.busArn as pulumi.Input<string>));
    const roleArn = createRole(context, busArn);
    const queues = new Map<string, pulumi.Output<string>>();
    for (const rule of plan.rules) {
      const { queueArn } =
        rule.sendsTo === "bus"
          ? createRule(context, rule, { arn: busArn, roleArn })
          : createRule(context, rule, { arn: topicArn as pulumi.Input<string> }, bus?.name);
      if (rule.sendsTo === "bus") queues.set(rule.region, queueArn);
    }

    const outputs = definedOnly({
      busArn,
      undeliveredQueueArns: pulumi.output(Object.fromEntries(queues)),
      topicStatement:
        topicArn && pulumi.output(topicArn).apply((topic) => JSON.stringify(topicStatement(topic))),
    });
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}

interface RoutingContext {
  parent: pulumi.Resource;
  plan: EventRoutingPlan;
  args: EventRoutingArgs;
}

function createBus({ parent, plan, args }: RoutingContext): cloudwatch.EventBus {
  const { names, settings } = plan;
  return new cloudwatch.EventBus(
    names.bus,
    { region: settings.homeRegion, description: "GuardDuty findings", tags: args.tags },
    { parent },
  );
}

/** The role that EventBridge sends events to the bus with, across Regions and accounts. */
function createRole(
  { parent, plan: { names }, args }: RoutingContext,
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
  const rights = new iam.RolePolicy(
    names.rolePolicy,
    { name: names.rolePolicy, role: role.name, policy },
    { parent },
  );
  return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}

/** A rule, its target, and a queue of what could not be delivered. */
function createRule(
  { parent, plan: { names, settings }, args }: RoutingContext,
  { key, region }: RulePlan,
  target: { arn: pulumi.Input<string>; roleArn?: pulumi.Input<string> },
  eventBusName?: pulumi.Input<string>,
): { queueArn: pulumi.Output<string> } {
  const guarded = { rule: names.rule(key), targetArn: target.arn, eventBusName };
  const rule = new cloudwatch.EventRule(
    names.rule(key),
    {
      region,
      eventBusName,
      description: "GuardDuty findings",
      eventPattern: JSON.stringify(findingsPattern(settings.filter, settings.malwareScans)),
      tags: args.tags,
    },
    { parent, ...notLostRule(parent, region, guarded) },
  );
  const { queueArn, policy } = createUndelivered(parent, {
    names: { queue: names.undelivered(key), policy: names.undeliveredPolicy(key) },
    ...{ region, ruleArns: [rule.arn], rules: [guarded], tags: args.tags },
  });
  new cloudwatch.EventTarget(
    names.target(key),
    {
      region,
      eventBusName,
      rule: rule.name,
      targetId: TARGET_ID,
      ...target,
      deadLetterConfig: { arn: queueArn },
    },
    { parent, dependsOn: policy },
  );
  return { queueArn };
}
