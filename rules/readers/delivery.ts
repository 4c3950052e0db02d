import { changesMessages } from "./dataProtection";
import type { PolicyDocument } from "../policyDocument";
import { tlsOnlyQueuePolicy } from "../queues";
import type { PolicyDifference } from "./deliveryPolicies";
import { isAs, letsThrough, policyDifference } from "./deliveryPolicies";
import { isMadeAs } from "./madeAs";
import { findingsFilter, queuePolicy, topicPolicy } from "./notifications";
import type { DeclaredSettings, ObservedQueue, QueueSetting } from "./queueSettings";
import { changedSettings, changedStorage, stoppingSettings } from "./queueSettings";
import type { SubscriptionFilter } from "./subscriptionFilter";
import { isEmptyFilter } from "./subscriptionFilter";
import type { DeclaredTopicKey, ObservedTopic, TopicKeyDifference } from "./topicKey";
import { topicKeyDifferences } from "./topicKey";

export { isMadeAs } from "./madeAs";
export type { ObservedQueue, QueueSetting } from "./queueSettings";

/** How a stack has readers notified: names without what Pulumi appends, or ARNs. */
export interface DeclaredDelivery {
  bucketArn: string;
  /** Of the bucket and the topic. */
  accountId: string;
  folder: string;
  topicName: string;
  queues: readonly DeclaredQueue[];
  /** The topic's key; undefined: it is not read. */
  topicKey?: DeclaredTopicKey;
  /** Whether the topic's data protection policy is read. Defaults to false. */
  readsProtection?: boolean;
  /** Whether others may write the topic's policy: then it is judged by what it lets through. Defaults to false. */
  shared?: boolean;
}

/** A queue of a reader. */
export interface DeclaredQueue {
  name: string;
  /** The same of its policy. */
  shared?: boolean;
  /** Of a queue that the stack makes; undefined: others configure it, or that is not known. */
  settings?: DeclaredSettings;
  /** Whether its account is another one, which alone reads it. Defaults to false. */
  elsewhere?: boolean;
}

/** Where the bucket publishes new objects to. */
export interface ObservedNotification {
  topicArn: string;
  events: readonly string[];
  /** Undefined: of every object. */
  prefix?: string;
  suffix?: string;
}

/** How a topic sends to a queue. */
export interface ObservedSubscription {
  arn: string;
  queueArn: string;
  /** Whether it waits for its confirmation: nothing is sent until then. */
  pending: boolean;
  /** Whether messages are sent as S3 wrote them. */
  raw?: boolean;
  /** What messages have to match; undefined: none has to. */
  filter?: SubscriptionFilter;
}

export interface ObservedDelivery {
  notifications: readonly ObservedNotification[];
  /** The topic that the bucket notifies; undefined: there is none. */
  topic?: ObservedTopic;
  /** The text of its data protection policy; undefined: it has none, or it is not read. */
  dataProtection?: string | undefined;
  /** Of the readers' queues to it. */
  subscriptions: readonly ObservedSubscription[];
  /** By ARN, those and their dead-letter queues; undefined: the queue is gone. */
  queues: ReadonlyMap<string, ObservedQueue | undefined>;
}

/** What of the way from the bucket to a reader's queue is not as the stack deploys it; `name` is that of the queue that is not subscribed. */
export type DeliveryDifference =
  | { link: "notification"; resource: string; name: string }
  | { link: "subscription"; resource: string; name: string; pending?: true }
  | { link: "filter"; resource: string; queueArn: string; policy: string }
  | { link: "rawDelivery"; resource: string; queueArn: string }
  | { link: "dataProtection"; resource: string }
  | PolicyDifference<"topicPolicy" | "queuePolicy" | "deadLetterPolicy">
  | TopicKeyDifference
  | { link: "queueSetting"; resource: string; differs: QueueSetting };

/** The topic of the stack that the bucket notifies of the findings. */
export function notifiedTopic(
  { topicName, folder }: Pick<DeclaredDelivery, "topicName" | "folder">,
  notifications: readonly ObservedNotification[],
): string | undefined {
  const { filterSuffix } = findingsFilter(folder);
  return notifications.find(
    ({ topicArn, events, prefix = "", suffix = "" }) =>
      isMadeAs(topicName, topicArn) &&
      events.includes("s3:ObjectCreated:*") &&
      folder.startsWith(prefix) &&
      filterSuffix.endsWith(suffix),
  )?.topicArn;
}

/** Compares the way to the readers with what the stack deploys. */
export function deliveryDifferences(
  declared: DeclaredDelivery,
  observed: ObservedDelivery,
): DeliveryDifference[] {
  const { bucketArn, accountId, topicName, queues } = declared;
  const topicArn = notifiedTopic(declared, observed.notifications);
  if (topicArn === undefined) {
    return [{ link: "notification", resource: bucketArn, name: topicName }];
  }
  const ofTopic = policyDifference(
    ...(["topicPolicy", topicArn, observed.topic?.policy] as const),
    declared.shared
      ? (document) =>
          letsThrough(document, {
            ...{ service: "s3.amazonaws.com", action: "sns:Publish", resource: topicArn },
            source: { "aws:SourceAccount": accountId, "aws:SourceArn": bucketArn },
          })
      : isAs(topicPolicy(topicArn, bucketArn, accountId)),
  );
  const ofKey =
    observed.topic &&
    topicKeyDifferences(declared.topicKey, { topicArn, bucketArn, accountId }, observed.topic);
  const { dataProtection } = observed;
  const isProtected = dataProtection !== undefined && changesMessages(dataProtection);
  return [
    ...ofTopic,
    ...(ofKey ?? []),
    ...(isProtected ? [{ link: "dataProtection" as const, resource: topicArn }] : []),
    ...queues.flatMap((queue) => ofQueue(queue, { topicArn, accountId }, observed)),
  ];
}

interface Sender {
  topicArn: string;
  accountId: string;
}

function ofQueue(
  declared: DeclaredQueue,
  { topicArn, accountId }: Sender,
  { subscriptions, queues }: ObservedDelivery,
): DeliveryDifference[] {
  const { name, shared, settings, elsewhere = false } = declared;
  const missing = { link: "subscription" as const, resource: topicArn, name };
  const subscription = subscriptions.find(({ queueArn }) => isMadeAs(name, queueArn));
  if (subscription === undefined) return [missing];
  const { queueArn, pending } = subscription;
  if (pending) return [{ ...missing, pending }];
  const ofSubscription = subscriptionDifferences(subscription);
  if (elsewhere) return ofSubscription;
  const queue = queues.get(queueArn);
  const holds = shared
    ? (document: PolicyDocument) =>
        letsThrough(document, {
          ...{ service: "sns.amazonaws.com", action: "sqs:SendMessage", resource: queueArn },
          source: { "aws:SourceAccount": accountId, "aws:SourceArn": topicArn },
        })
    : isAs(queuePolicy(queueArn, topicArn));
  return [
    ...ofSubscription,
    ...policyDifference("queuePolicy", queueArn, queue && queue.policy, holds),
    ...(queue ? settingDifferences(queueArn, queue, settings, queues) : []),
  ];
}

/** A filter is none of the stack's, whatever it lets through. */
function subscriptionDifferences({
  arn: resource,
  queueArn,
  raw,
  filter,
}: ObservedSubscription): DeliveryDifference[] {
  return [
    ...(filter === undefined || isEmptyFilter(filter.policy)
      ? []
      : [{ link: "filter" as const, resource, queueArn, policy: filter.policy }]),
    ...(raw ? [] : [{ link: "rawDelivery" as const, resource, queueArn }]),
  ];
}

function settingDifferences(
  queueArn: string,
  queue: ObservedQueue,
  declared: DeclaredSettings | undefined,
  queues: ObservedDelivery["queues"],
): DeliveryDifference[] {
  const of = (resource: string, found: QueueSetting[]) =>
    found.map((differs) => ({ link: "queueSetting" as const, resource, differs }));
  if (declared === undefined) return of(queueArn, stoppingSettings(queue));
  const target = deadLetterQueueOf(queue, declared);
  const own = of(queueArn, changedSettings(queue, declared, target !== undefined));
  if (target === undefined) return own;
  const deadLetters = queues.get(target);
  return [
    ...own,
    ...policyDifference(
      ...(["deadLetterPolicy", target, deadLetters && deadLetters.policy] as const),
      isAs(tlsOnlyQueuePolicy(target)),
    ),
    ...(deadLetters ? of(target, changedStorage(deadLetters)) : []),
  ];
}

/** The dead-letter queue of the stack that a queue has; undefined: it has none, or another one. */
export function deadLetterQueueOf(
  { redrive }: Pick<ObservedQueue, "redrive">,
  { deadLetterQueue }: DeclaredSettings,
): string | undefined {
  const target = redrive?.deadLetterQueueArn;
  const names = [deadLetterQueue].flat();
  return target !== undefined && names.some((name) => isMadeAs(name, target)) ? target : undefined;
}
