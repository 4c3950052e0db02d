import { EventRule, EventTarget } from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { arnOf, knownArn } from "../../rules/arn";
import type { Change } from "../../rules/health";
import { CHANGES, forwarded, forwardPolicy, regionEventWarnings } from "../../rules/health";
import { knownRegion } from "../../rules/regions";
import type { HealthContext } from "./context";
import { warn } from "./context";
import { createRole } from "./role";
import { createTopicPolicy } from "./topic";

/** Rules that send a message of changes that stop an export, and of GuardDuty's own events. */
export function createChangeRules(context: HealthContext, topicArn: pulumi.Output<string>): void {
  const { parent, plan } = context;
  const { names, settings } = plan;
  const region = settings.homeRegion;
  const rules = CHANGES.map((change) => ({ change, rule: createRule(context, change) }));
  const policy = createTopicPolicy(context, topicArn);
  for (const { change, rule } of rules) {
    new EventTarget(
      names.target(change.key),
      {
        region,
        rule: rule.name,
        arn: topicArn,
        inputTransformer: {
          inputPaths: change.inputPaths,
          inputTemplate: JSON.stringify(change.message),
        },
      },
      { parent, dependsOn: policy && [policy] },
    );
  }
  createForwards(context);
}

function createRule(
  { parent, plan: { names, settings }, args, location, detectorIds }: HealthContext,
  { key, description, pattern }: Change,
): EventRule {
  const eventPattern = pulumi.all([location, detectorIds]).apply(([{ bucketArn, keyArn }, ids]) =>
    JSON.stringify(
      pattern({
        detectorIds: settings.regions.map((one) => ids[one] as string),
        bucketName: knownArn(bucketArn).resource,
        keyArn,
      }),
    ),
  );
  return new EventRule(
    names.rule(key),
    { region: settings.homeRegion, description, eventPattern, tags: args.tags },
    { parent },
  );
}

/**
 * A rule publishes to topics of its own Region alone: events of the other Regions go to the home Region's bus first.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
function createForwards(context: HealthContext): void {
  const { parent, plan, args, detectorIds } = context;
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
    const rule = new EventRule(
      names.forward(region),
      {
        region,
        description: `Forwards changes of the findings' export to ${home.name}`,
        eventPattern: detectorIds.apply((ids) => JSON.stringify(forwarded(ids[region] as string))),
        tags: args.tags,
      },
      { parent },
    );
    new EventTarget(
      names.forwardTarget(region),
      { region, rule: rule.name, arn: busArn, roleArn: role.arn },
      { parent, dependsOn: rights },
    );
  }
}
