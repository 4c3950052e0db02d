import type { Cloud } from "../../aws/cloud";
import type { DeliveryObservation } from "../../aws/observeDelivery";
import { keys } from "../../aws/key";
import { observeDelivery as compare } from "../../aws/observeDelivery";
import type { Bucket } from "../../aws/s3";
import { bucketArn, parseArn } from "../../rules/arn";
import { logicalNames } from "../../rules/names";
import type { ExportPlan } from "../../rules/plan";
import { findingsFolder } from "../../rules/policies";
import type { DeclaredDelivery, DeclaredQueue } from "../../rules/readers";
import type { Finding, Result } from "../findings";
import { error, notChecked, unchecked } from "../findings";

/** How the way of new findings to readers is read. */
export interface DeliveryOptions {
  /** Name of the export. */
  name: string;
  /** The readers' queues. */
  queues: readonly DeclaredQueue[];
  /** Of one call, in milliseconds. */
  timeout: number;
}

/** Compares the notifications of a bucket, the topic and the readers' queues with the stack; undefined: it makes no notifications. Never rejects. */
export async function observeDelivery(
  { settings, home, accounts }: ExportPlan,
  cloud: Cloud,
  bucket: Result<Bucket> | undefined,
  { name, queues, timeout }: DeliveryOptions,
): Promise<Result<DeliveryObservation> | undefined> {
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
    ...{ topicKey: "own", readsProtection: true },
    queues: queues.map((queue) => ({
      ...queue,
      elsewhere: (parseArn(queue.name)?.accountId ?? account.accountId) !== account.accountId,
    })),
  };
  // The clients are loaded where they are needed.
  const { messages } = await import("../../aws/messages");
  const client = messages(home.name, account, { timeout });
  const ofKeys = keys(home.name, account.credentials, { timeout });
  try {
    return await compare(declared, bucket.value.settings, client, ofKeys);
  } finally {
    client.close();
    ofKeys.close();
  }
}

export function judgeDelivery(observed: Result<DeliveryObservation> | undefined): Finding[] {
  if (observed === undefined) return [];
  const { value, finding } = observed;
  if (value === undefined) return [notChecked("notifications", finding)];
  return [
    ...value.differences.map((difference) => error("notificationsDiffer", { difference })),
    ...value.unread.map((cause) => notChecked("notifications", cause)),
  ];
}
