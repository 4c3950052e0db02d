import type {
  DeclaredDelivery,
  DeliveryDifference,
  ObservedDelivery,
} from "../rules/readers/delivery";
import { deliveryDifferences, isMadeAs, notifiedTopic } from "../rules/readers/delivery";
import type { Result } from "../rules/health/types";
import type { Messages } from "./messages";
import { observe } from "./observe";
import type { SettingReads } from "./s3/settings";

/** What reading the way of new findings to readers needs. */
const ACTIONS = [
  "s3:GetBucketNotification",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
];

/** Compares the notifications of a bucket, the topic and the readers' queues with what the stack deploys. Never rejects. */
export function observeDelivery(
  declared: DeclaredDelivery,
  bucket: Pick<SettingReads, "notifications">,
  client: Messages,
): Promise<Result<DeliveryDifference[]>> {
  return observe(ACTIONS, async () => {
    const notifications = await bucket.notifications();
    const topicArn = notifiedTopic(declared, notifications);
    const none: ObservedDelivery = {
      ...{ notifications, topicPolicy: undefined, subscribed: [], queuePolicies: new Map() },
    };
    if (topicArn === undefined) return deliveryDifferences(declared, none);
    const topicPolicy = await client.topicPolicy(topicArn);
    const subscribed = topicPolicy === undefined ? [] : await client.subscribedQueues(topicArn);
    const own = subscribed.filter((arn) => declared.queueNames.some((one) => isMadeAs(one, arn)));
    const policies = await Promise.all(
      own.map(async (arn) => [arn, await client.queuePolicy(arn)] as const),
    );
    const queuePolicies = new Map(policies);
    return deliveryDifferences(declared, {
      ...{ notifications, topicPolicy, subscribed, queuePolicies },
    });
  });
}
