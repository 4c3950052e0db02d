import type {
  DeclaredDelivery,
  DeclaredQueue,
  DeliveryDifference,
  ObservedDelivery,
  ObservedQueue,
  ObservedSubscription,
} from "../rules/readers/delivery";
import {
  deadLetterQueueOf,
  deliveryDifferences,
  isMadeAs,
  notifiedTopic,
} from "../rules/readers/delivery";
import type { Result } from "../rules/health/types";
import type { Messages } from "./messages";
import { observe } from "./observe";
import type { SettingReads } from "./s3/settings";

/** What reading the way of new findings to readers needs. */
const ACTIONS = [
  "s3:GetBucketNotification",
  "sns:GetSubscriptionAttributes",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
];

/** How new findings reach readers. */
export interface DeliveryObservation {
  differences: DeliveryDifference[];
  /** ARNs of the readers' queues that are subscribed. */
  queueArns: string[];
}

/** Compares the notifications of a bucket, the topic and the readers' queues with what the stack deploys. Never rejects. */
export function observeDelivery(
  declared: DeclaredDelivery,
  bucket: Pick<SettingReads, "notifications">,
  client: Messages,
): Promise<Result<DeliveryObservation>> {
  return observe(ACTIONS, async () => {
    const notifications = await bucket.notifications();
    const topicArn = notifiedTopic(declared, notifications);
    const topicPolicy = topicArn && (await client.topicPolicy(topicArn));
    const isOwn = (arn: string) => declared.queues.some(({ name }) => isMadeAs(name, arn));
    const subscriptions =
      topicArn === undefined || topicPolicy === undefined
        ? []
        : await client.subscriptions(topicArn, isOwn);
    const pairs = await Promise.all(
      declared.queues.map((queue) => readQueues(queue, subscriptions, client)),
    );
    const queues: ObservedDelivery["queues"] = new Map(pairs.flat());
    const observed = { notifications, topicPolicy, subscriptions, queues };
    return {
      differences: deliveryDifferences(declared, observed),
      queueArns: subscriptions.map(({ queueArn }) => queueArn),
    };
  });
}

/** A reader's queue and its dead-letter queue, by ARN. */
async function readQueues(
  { name, settings, elsewhere }: DeclaredQueue,
  subscriptions: readonly ObservedSubscription[],
  client: Messages,
): Promise<[string, ObservedQueue | undefined][]> {
  const { queueArn } = subscriptions.find((one) => isMadeAs(name, one.queueArn)) ?? {};
  if (queueArn === undefined || elsewhere) return [];
  const queue = await client.queue(queueArn);
  const deadLetters = queue && settings && deadLetterQueueOf(queue, settings);
  return [
    [queueArn, queue],
    ...(deadLetters === undefined
      ? []
      : [[deadLetters, await client.queue(deadLetters)] as [string, ObservedQueue | undefined]]),
  ];
}
