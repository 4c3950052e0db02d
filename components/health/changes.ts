import { EventRule, EventTarget } from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { arnOf, knownArn } from "../../rules/arn";
import { TARGET_ID } from "../../rules/events";
import type { Change } from "../../rules/health";
import { CHANGES, forwarded, forwardPolicy, regionEventWarnings } from "../../rules/health";
import { knownRegion } from "../../rules/regions";
import type { GuardedRule } from "../shared/lostRules";
import { notLostRule } from "../shared/lostRules";
import { createUndelivered } from "../shared/undelivered";
import type { HealthContext } from "./context";
import { deliveryOf, warn } from "./context";
import { createRole } from "./role";
import type { MessageTopic } from "./topic";
import { createTopicPolicy } from "./topic";

/**
 * Rules that send a message of changes that stop an export, and of GuardDuty's own events. What cannot be delivered is kept in a queue.
 * Returns the names of the rules of the home Region.
 */
export function createChangeRules(
  context: HealthContext,
  topic: MessageTopic,
): pulumi.Output<string>[] {
  const { topicArn } = topic;
  const { parent, plan } = context;
  const { names, settings } = plan;
  const region = settings.homeRegion;
  const rules = CHANGES.map((change) => ({ change, rule: createRule(context, change, topic) }));
  const policy = createTopicPolicy(context, topicArn);
  const undelivered = undeliveredOf(context, region, {
    ruleArns: rules.map(({ rule }) => rule.arn),
    rules: CHANGES.map(({ key }) => ({ rule: names.rule(key), targetArn: topicArn })),
  });
  for (const { change, rule } of rules) {
    new EventTarget(
      names.target(change.key),
      {
        region,
        rule: rule.name,
        targetId: TARGET_ID,
        arn: topicArn,
        inputTransformer: {
          inputPaths: change.inputPaths,
          inputTemplate: JSON.stringify(change.message),
        },
        deadLetterConfig: { arn: undelivered.queueArn },
      },
      { parent, dependsOn: policy ? [policy, undelivered.policy] : [undelivered.policy] },
    );
  }
  createForwards(context);
  return rules.map(({ rule }) => rule.name);
}

const definedOf = (...arns: (string | undefined)[]): string[] =>
  arns.filter((one) => one !== undefined);

function createRule(
  { parent, plan: { names, settings }, args, location, detectorIds, healthName }: HealthContext,
  { key, description, pattern }: Change,
  { topicArn, topicKeyArn }: MessageTopic,
): EventRule {
  const eventPattern = pulumi
    .all([...([location, detectorIds, deliveryOf(args), topicArn, topicKeyArn] as const)])
    .apply(([{ bucketArn, keyArn }, ids, delivery, ownTopic, ownKey]) => {
      const { queueUrls = [], ownQueueArns = [] } = delivery;
      return JSON.stringify(
        pattern({
          detectorIds: settings.regions.map((one) => ids[one] as string),
          bucketName: knownArn(bucketArn).resource,
          keyArns: definedOf(keyArn, ownKey, delivery.topicKeyArn),
          ...{ queueUrls, ownQueueArns },
          topicArns: definedOf(ownTopic, delivery.topicArn),
          healthName,
        }),
      );
    });
  return new EventRule(
    names.rule(key),
    { region: settings.homeRegion, description, eventPattern, tags: args.tags },
    {
      parent,
      ...notLostRule(parent, settings.homeRegion, { rule: names.rule(key), targetArn: topicArn }),
    },
  );
}

function undeliveredOf(
  { parent, plan: { names }, args }: HealthContext,
  region: string,
  of: { ruleArns: pulumi.Output<string>[]; rules: readonly GuardedRule[] },
): ReturnType<typeof createUndelivered> {
  return createUndelivered(parent, {
    names: { queue: names.undelivered(region), policy: names.undeliveredPolicy(region) },
    ...{ region, ...of, tags: args.tags },
  });
}

/**
 * A rule publishes to topics of its own Region alone: events of the other Regions go to the home Region's bus first.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
function createForwards(context: HealthContext): void {
  const { parent, plan, args, detectorIds, healthName } = context;
  const { names, settings, forwards } = plan;
  const home = knownRegion(settings.homeRegion);
  warn(parent, regionEventWarnings(home.name, settings.regions));
  if (forwards.length === 0) return;
  const busArn = pulumi
    .output(args.administratorAccountId)
    .apply((accountId) => arnOf("events", { region: home.name, accountId }, "event-bus/default"));
  const { role, rights } = createRole(context, {
    name: names.forwardRole,
    policyName: names.forwardRolePolicy,
    service: "events.amazonaws.com",
    description: `Forwards GuardDuty's events to ${home.name}`,
    policy: busArn.apply((arn) => JSON.stringify(forwardPolicy(arn))),
  });
  for (const region of forwards) {
    const eventPattern = detectorIds.apply((ids) =>
      JSON.stringify(forwarded(ids[region], healthName)),
    );
    // The bus is the account's: other health checks forward to it too.
    const guarded = { rule: names.forward(region), targetArn: busArn, eventPattern };
    const rule = new EventRule(
      names.forward(region),
      {
        region,
        description: `Forwards changes of the findings' export to ${home.name}`,
        eventPattern,
        tags: args.tags,
      },
      { parent, ...notLostRule(parent, region, guarded) },
    );
    const { queueArn, policy } = undeliveredOf(context, region, {
      ...{ ruleArns: [rule.arn], rules: [guarded] },
    });
    new EventTarget(
      names.forwardTarget(region),
      {
        ...{ region, rule: rule.name, targetId: TARGET_ID, arn: busArn, roleArn: role.arn },
        deadLetterConfig: { arn: queueArn },
      },
      { parent, dependsOn: [rights, policy] },
    );
  }
}
