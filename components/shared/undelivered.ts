import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { deadLetterPolicy } from "../../rules/events";
import { MESSAGE_RETENTION_SECONDS } from "../../rules/queues";
import type { GuardedRule } from "./lostRules";
import { notLostUndelivered } from "./lostRules";

interface Undelivered {
  names: { queue: string; policy: string };
  region: string;
  ruleArns: pulumi.Output<string>[];
  /** The rules as they are created. */
  rules: readonly GuardedRule[];
  tags: sqs.QueueArgs["tags"];
}

/** The queue of a Region's events that could not be delivered, by these rules alone. */
export function createUndelivered(
  parent: pulumi.Resource,
  { names, region, ruleArns, rules, tags }: Undelivered,
): { queueArn: pulumi.Output<string>; policy: sqs.QueuePolicy } {
  const queue = new sqs.Queue(
    names.queue,
    {
      region,
      messageRetentionSeconds: MESSAGE_RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
      tags,
    },
    { parent, ...notLostUndelivered(parent, { queue: names.queue, region }, rules) },
  );
  const document = pulumi
    .all([queue.arn, pulumi.all(ruleArns)])
    .apply(([queueArn, arns]) => JSON.stringify(deadLetterPolicy(queueArn, arns)));
  const policy = new sqs.QueuePolicy(
    names.policy,
    { region, queueUrl: queue.url, policy: document },
    { parent },
  );
  return { queueArn: queue.arn, policy };
}
