import { keys } from "../aws/key";
import { messages } from "../aws/messages";
import { observeDelivery } from "../aws/observeDelivery";
import { openSettings } from "../aws/s3/settings";
import { bucketArn, knownArn, parseS3Arn } from "../rules/arn";
import type { HealthSettings } from "../rules/health/environment";
import type { ExpectedPolicies } from "../rules/health/expectedPolicies";
import type { HealthFinding } from "../rules/health/types";
import { error } from "../rules/health/types";
import { findingsFolder } from "../rules/policies/bucketStatements";
import { partitionOf } from "../rules/regions";
import { CALLS } from "./calls";

/** Judges the way of new findings to readers as `status` does. Never rejects. */
export async function deliveryHealth(
  { destinationArn, keyArn, administratorAccountId: accountId }: HealthSettings,
  { delivery }: ExpectedPolicies,
): Promise<HealthFinding[]> {
  if (delivery === undefined) return [];
  const { bucket = "", key = "" } = parseS3Arn(destinationArn) ?? {};
  // Bucket, key, topic and queues are in one Region.
  const { region } = knownArn(keyArn);
  const { ownQueueArns: own } = delivery;
  const { notifications, close } = openSettings(region, bucket, CALLS);
  const client = messages(region, { accountId }, CALLS);
  const ofKeys = keys(region, undefined, CALLS);
  const { value, finding } = await observeDelivery(
    {
      ...{ bucketArn: bucketArn(partitionOf(region), bucket), accountId },
      ...{ folder: findingsFolder(key.replace(/\/$/, "")), topicName: delivery.topicArn },
      ...(delivery.topicKeyArn !== undefined && { topicKey: { arn: delivery.topicKeyArn } }),
      shared: true,
      queues: delivery.queueArns.map((name) => ({
        ...{ name, shared: true },
        ...(own.includes(name) && { settings: { deadLetterQueue: own } }),
      })),
    },
    { notifications },
    ...([client, ofKeys] as const),
  );
  close();
  client.close();
  ofKeys.close();
  if (finding !== undefined) return [finding];
  const differences = value.differences.map((difference) =>
    error("notificationsDiffer", { difference }),
  );
  return [...differences, ...value.unread];
}
