import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { queuePolicy, RECEIVES_BEFORE_DEAD_LETTER } from "../../rules/readers";
import { MESSAGE_RETENTION_SECONDS } from "../../rules/queues";
import type { ReaderContext } from "./context";

/** A reader's queue and what is told of it. */
export interface ReaderQueue {
  queue: sqs.Queue;
  deadLetterQueue: sqs.Queue;
  /** ARN of the queue, once messages reach it. */
  queueArn: pulumi.Output<string>;
}

/** The reader's own queue of S3's events, as they are, and one for what cannot be read. */
export function createQueue(
  { parent, names, settings, args }: ReaderContext,
  topicArn: pulumi.Input<string>,
): ReaderQueue {
  const common = {
    region: settings.homeRegion,
    messageRetentionSeconds: MESSAGE_RETENTION_SECONDS,
    sqsManagedSseEnabled: true,
    tags: args.tags,
  };
  const deadLetterQueue = new sqs.Queue(names.deadLetterQueue, common, { parent });
  const queue = new sqs.Queue(
    names.queue,
    {
      ...common,
      visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
      redrivePolicy: deadLetterQueue.arn.apply((deadLetterTargetArn) =>
        JSON.stringify({ deadLetterTargetArn, maxReceiveCount: RECEIVES_BEFORE_DEAD_LETTER }),
      ),
    },
    { parent },
  );
  const policy = new sqs.QueuePolicy(
    names.queuePolicy,
    {
      region: settings.homeRegion,
      queueUrl: queue.url,
      policy: pulumi
        .all([queue.arn, topicArn])
        .apply(([queueArn, topic]) => JSON.stringify(queuePolicy(queueArn, topic))),
    },
    { parent },
  );
  const subscription = new sns.TopicSubscription(
    names.subscription,
    {
      region: settings.homeRegion,
      topic: topicArn,
      protocol: "sqs",
      endpoint: queue.arn,
      rawMessageDelivery: true,
    },
    // A message sent before the policy lets it in is lost.
    { parent, dependsOn: policy },
  );
  const queueArn = pulumi.all([queue.arn, subscription.id]).apply(([arn]) => arn);
  return { queue, deadLetterQueue, queueArn };
}
