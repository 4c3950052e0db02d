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
import type { ObservedKey, ObservedTopic } from "../rules/readers/topicKey";
import { readsKey } from "../rules/readers/topicKey";
import type { HealthFinding, Result } from "../rules/health/types";
import type { Keys } from "./key";
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
  /** Why the key of the topic or its data protection policy was not read. */
  unread: HealthFinding[];
  /** ARNs of the readers' queues that are subscribed. */
  queueArns: string[];
}

/** Compares the notifications of a bucket, the topic and the readers' queues with what the stack deploys. Never rejects. */
export function observeDelivery(
  declared: DeclaredDelivery,
  bucket: Pick<SettingReads, "notifications">,
  client: Messages,
  keys: Pick<Keys, "find">,
): Promise<Result<DeliveryObservation>> {
  return observe(ACTIONS, async () => {
    const notifications = await bucket.notifications();
    const topicArn = notifiedTopic(declared, notifications);
    const topic = topicArn === undefined ? undefined : await client.topic(topicArn);
    const key = topic && (await readKey(declared, topic, keys));
    const protection =
      declared.readsProtection && topicArn !== undefined
        ? await observe("sns:GetDataProtectionPolicy", () => client.dataProtection(topicArn))
        : undefined;
    const isOwn = (arn: string) => declared.queues.some(({ name }) => isMadeAs(name, arn));
    const subscriptions =
      topicArn === undefined || topic === undefined
        ? []
        : await client.subscriptions(topicArn, isOwn);
    const pairs = await Promise.all(
      declared.queues.map((queue) => readQueues(queue, subscriptions, client)),
    );
    const queues: ObservedDelivery["queues"] = new Map(pairs.flat());
    const read = { ...topic, ...(key?.value && { key: key.value }) } as ObservedTopic;
    const observed = {
      ...{ notifications, ...(topic && { topic: read }), subscriptions, queues },
      dataProtection: protection?.value,
    };
    const compared = key?.finding === undefined ? declared : { ...declared, topicKey: undefined };
    return {
      differences: deliveryDifferences(compared, observed),
      unread: [key?.finding ?? [], protection?.finding ?? []].flat(),
      queueArns: subscriptions.map(({ queueArn }) => queueArn),
    };
  });
}

/** The key of a topic where it has to be read; a call that fails leaves the rest of the way judged. */
async function readKey(
  { topicKey }: DeclaredDelivery,
  { kmsKeyId }: ObservedTopic,
  { find }: Pick<Keys, "find">,
): Promise<Result<ObservedKey | undefined>> {
  if (!readsKey(topicKey, kmsKeyId)) return { value: undefined };
  return observe(["kms:DescribeKey", "kms:GetKeyPolicy"], () => find(kmsKeyId));
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
