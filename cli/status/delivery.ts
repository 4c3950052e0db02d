import type { Cloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { Bucket } from "../../aws/s3";
import { bucketArn } from "../../rules/arn";
import { logicalNames } from "../../rules/names";
import type { ExportPlan } from "../../rules/plan";
import { findingsFolder } from "../../rules/policies";
import type { DeclaredDelivery, DeliveryDifference, ObservedDelivery } from "../../rules/readers";
import { deliveryDifferences, isMadeAs, notifiedTopic } from "../../rules/readers";
import type { Finding, Result } from "../findings";
import { error, notChecked, unchecked } from "../findings";

/** How the way of new findings to readers is read. */
export interface DeliveryOptions {
  /** Name of the export. */
  name: string;
  /** Names of the readers' own queues, without what Pulumi appends. */
  queueNames: readonly string[];
  /** Of one call, in milliseconds. */
  timeout: number;
}

const ACTIONS = [
  "s3:GetBucketNotification",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
];

/** Compares the notifications of a bucket, the topic and the readers' queues with the stack; undefined: it makes no notifications. Never rejects. */
export async function observeDelivery(
  { settings, home, accounts }: ExportPlan,
  cloud: Cloud,
  bucket: Result<Bucket> | undefined,
  { name, queueNames, timeout }: DeliveryOptions,
): Promise<Result<DeliveryDifference[]> | undefined> {
  if (settings.notifications !== "made" || bucket === undefined) return undefined;
  if (bucket.value === undefined) return { finding: bucket.finding };
  const role = accounts.bucketOwner;
  const account = cloud.accounts[role]?.value;
  if (account === undefined) return { finding: unchecked("accountNotConfigured", { role }) };
  const declared: DeclaredDelivery = {
    bucketArn: bucketArn(home.partition, bucket.value.name),
    accountId: account.accountId,
    folder: findingsFolder(settings.bucket.prefix),
    topicName: logicalNames(name).notificationsTopic,
    queueNames,
  };
  const { settings: reads } = bucket.value;
  // The clients are loaded where they are needed.
  const { messages } = await import("../../aws/messages");
  const client = messages(home.name, account, { timeout });
  try {
    return await observe(ACTIONS, async () => {
      const notifications = await reads.notifications();
      const topicArn = notifiedTopic(declared, notifications);
      const none: ObservedDelivery = {
        ...{ notifications, topicPolicy: undefined, subscribed: [], queuePolicies: new Map() },
      };
      if (topicArn === undefined) return deliveryDifferences(declared, none);
      const topicPolicy = await client.topicPolicy(topicArn);
      const subscribed = topicPolicy === undefined ? [] : await client.subscribedQueues(topicArn);
      const own = subscribed.filter((arn) => queueNames.some((one) => isMadeAs(one, arn)));
      const policies = await Promise.all(
        own.map(async (arn) => [arn, await client.queuePolicy(arn)] as const),
      );
      const queuePolicies = new Map(policies);
      return deliveryDifferences(declared, {
        ...{ notifications, topicPolicy, subscribed, queuePolicies },
      });
    });
  } finally {
    client.close();
  }
}

export function judgeDelivery(observed: Result<DeliveryDifference[]> | undefined): Finding[] {
  if (observed === undefined) return [];
  const { value, finding } = observed;
  if (value === undefined) return [notChecked("notifications", finding)];
  return value.map((difference) => error("notificationsDiffer", { difference }));
}
