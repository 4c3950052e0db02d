import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { alarmKeyPolicy, alarmTopicPolicy } from "../../rules/health";
import { partitionOf } from "../../rules/regions";
import { remade } from "../shared/remade";
import { keyTags } from "../shared/tags";
import type { HealthContext } from "./context";
import { notLostTopic } from "./lostParts";

/** Where alarms and messages are sent to. */
export interface MessageTopic {
  topicArn: pulumi.Output<string>;
  /** Undefined: the topic is given. */
  topicKeyArn?: pulumi.Output<string>;
}

/** The topic of alarms and messages: the one given, or a new one with its key and its e-mail subscription. */
export function createTopic(context: HealthContext): MessageTopic {
  const {
    parent,
    plan: { names, settings },
    args,
    exportName,
  } = context;
  if (!settings.ownTopic) {
    return { topicArn: pulumi.output(args.topicArn as pulumi.Input<string>) };
  }
  const region = settings.homeRegion;
  const displayName = `GuardDuty export ${exportName}`.slice(0, 100);
  const notLost = notLostTopic(context, displayName);
  // AWS's own key of SNS lets no service publish.
  const key = new kms.Key(
    names.topicKey,
    {
      region,
      description: `Encrypts alarms and messages of ${exportName}`,
      enableKeyRotation: true,
      policy: pulumi
        .output(args.administratorAccountId)
        .apply((id) => JSON.stringify(alarmKeyPolicy(partitionOf(region), id))),
      tags: keyTags(exportName, args.tags),
    },
    { ...remade(parent), hooks: notLost.key },
  );
  const topic = new sns.Topic(
    names.topic,
    { region, displayName, kmsMasterKeyId: key.arn, tags: args.tags },
    { ...remade(parent), hooks: notLost.topic },
  );
  if (settings.email) {
    new sns.TopicSubscription(
      names.email,
      { region, topic: topic.arn, protocol: "email", endpoint: args.email as pulumi.Input<string> },
      { parent },
    );
  }
  return { topicArn: topic.arn, topicKeyArn: key.arn };
}

/** Lets the alarms and rules publish to a topic of our own. */
export function createTopicPolicy(
  { parent, plan: { names, settings }, args }: HealthContext,
  topicArn: pulumi.Output<string>,
): sns.TopicPolicy | undefined {
  if (!settings.ownTopic) return undefined;
  const policy = pulumi
    .all([topicArn, args.administratorAccountId])
    .apply(([arn, accountId]) => JSON.stringify(alarmTopicPolicy(arn, accountId)));
  return new sns.TopicPolicy(
    names.topicPolicy,
    { region: settings.homeRegion, arn: topicArn, policy },
    { parent },
  );
}
