import { parseArn } from "../arn";
import type { FilterSettings } from "../filters";
import type { ListSettings } from "../lists";
import type { ProtectedBucketSettings } from "../malware";
import { propertyPath } from "../problems";
import { regionOfQueueUrl } from "../queues";
import type { NamedEntry } from "./entries";

/** The filters that are said to exist. */
export function filterEntries(filters: readonly FilterSettings[]): NamedEntry[] {
  return filters.flatMap(({ name, existing }) =>
    Object.entries(existing).map(([region, { detectorId }]) => ({
      path: propertyPath(["filters", name, "existing", region]),
      entry: { kind: "filter" as const, region, detectorId, name },
    })),
  );
}

/** The same of lists. */
export function listEntries(lists: readonly ListSettings[]): NamedEntry[] {
  return lists.flatMap(({ name, kind, existing }) =>
    Object.entries(existing).map(([region, { detectorId, listId }]) => {
      const whole = propertyPath(["lists", name, "existing", region]);
      const entry = { kind: "list" as const, of: kind, region, detectorId, listId };
      return { path: `${whole}.listId`, whole, entry };
    }),
  );
}

/** The Malware Protection plans that buckets are said to have. */
export function malwareEntries(buckets: readonly ProtectedBucketSettings[]): NamedEntry[] {
  return buckets.flatMap(({ region, existing }, index) => {
    if (existing === undefined) return [];
    const whole = propertyPath(["buckets", index, "existing"]);
    const { planId } = existing;
    const entry = { kind: "malwarePlan" as const, region, planId };
    return [{ path: `${whole}.planId`, whole, entry }];
  });
}

/** The queue that a reader is said to have, in the Region of its URL; of what is known only later there is none. */
export function queueEntries(
  url: unknown,
  at: Omit<NamedEntry, "entry"> = {
    ...{ path: "queue.existing.url", whole: "queue.existing", subscribed: true },
  },
): NamedEntry[] {
  const region = typeof url === "string" ? regionOfQueueUrl(url) : undefined;
  if (region === undefined) return [];
  return [{ ...at, entry: { kind: "queue", region, url: url as string } }];
}

/** What a reader's arguments say to exist. */
export function readerEntries({ queue, topicArn }: ReaderArgs): NamedEntry[] {
  return [...queueEntries(queue?.existing?.url), ...topicEntries("topicArn", topicArn)];
}

interface ReaderArgs {
  queue?: { existing?: { url?: unknown } };
  topicArn?: unknown;
}

/** The bus and the topic that the arguments of an event routing say to exist. */
export function routingEntries(args: { busArn?: unknown; topicArn?: unknown }): NamedEntry[] {
  return [
    ...busEntries("busArn", args.busArn),
    ...publishedTopicEntries("topicArn", args.topicArn),
  ];
}

/** The topics and queues that the arguments of a health check name. */
export function healthEntries({
  topicArn,
  notificationTopicArn,
  queueUrls,
}: HealthArgs): NamedEntry[] {
  const urls: unknown[] = Array.isArray(queueUrls) ? queueUrls : [];
  return [
    ...publishedTopicEntries("topicArn", topicArn),
    ...topicEntries("notificationTopicArn", notificationTopicArn),
    ...urls.flatMap((url, index) => {
      const path = `queueUrls[${index}]`;
      return queueEntries(url, { path, whole: path });
    }),
  ];
}

interface HealthArgs {
  topicArn?: unknown;
  notificationTopicArn?: unknown;
  queueUrls?: unknown;
}

/** The topic of an argument, in the Region of its ARN; of what is known only later there is none. */
export function topicEntries(path: string, arn: unknown): NamedEntry[] {
  return entriesOfArn(path, arn, "topic");
}

/** The same of a topic that rules of EventBridge publish to. */
export function publishedTopicEntries(path: string, arn: unknown): NamedEntry[] {
  return topicEntries(path, arn).map((named) => ({ ...named, published: true }));
}

/** The same of an event bus. */
export function busEntries(path: string, arn: unknown): NamedEntry[] {
  return entriesOfArn(path, arn, "bus");
}

/** The bucket of an argument, by its name; of what is known only later there is none. */
export function bucketEntries(path: string, name: unknown, region: string): NamedEntry[] {
  if (typeof name !== "string") return [];
  return [{ path, entry: { kind: "bucket", region, name } }];
}

/** The same of a bucket that is to be scanned: its policy is read in any case. */
export function scannedBucketEntries(path: string, name: unknown, region: string): NamedEntry[] {
  return bucketEntries(path, name, region).map((named) => ({
    ...named,
    entry: { ...named.entry, byPolicy: true } as NamedEntry["entry"],
  }));
}

function entriesOfArn(path: string, arn: unknown, kind: "topic" | "bus"): NamedEntry[] {
  const region = typeof arn === "string" ? parseArn(arn)?.region : undefined;
  return region === undefined ? [] : [{ path, entry: { kind, region, arn: arn as string } }];
}
