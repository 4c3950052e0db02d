import { randomBytes, randomUUID } from "node:crypto";
import type { Bucket, StoredObject, World } from "../../world";
import { bucketArn, regionOfArn } from "../arn";
import type { Aws } from "../aws";
import { AwsError, type Members } from "../contract";
import { publishAs, topicRefusal } from "../sns/publishing";
import { deliverToQueue, queueRefusal, type Sender } from "../sqs/deliver";
import { createdRecord } from "./eventRecord";

/** Kinds of destinations: list of the document, member with the ARN, why one is refused, and how it is notified. */
const KINDS = [
  {
    list: "TopicConfigurations",
    arn: "TopicArn",
    refusal: topicRefusal,
    deliver: (aws: Aws, arn: string, sender: Sender, body: string) =>
      publishAs(aws, arn, sender, body, "Amazon S3 Notification"),
  },
  {
    list: "QueueConfigurations",
    arn: "QueueArn",
    refusal: queueRefusal,
    deliver: deliverToQueue,
  },
] as const;

interface Configuration {
  kind: (typeof KINDS)[number];
  id: string;
  arn: string;
  events: string[];
  prefix: string;
  suffix: string;
}

/**
 * S3 takes a document only when it can reach every destination and no two configurations are for the same event.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function checkNotification(aws: Aws, name: string, bucket: Bucket, document: Members): void {
  if (document["LambdaFunctionConfigurations"]?.length > 0) {
    throw new AwsError("NotImplemented", "The sandbox does not notify functions.", 501);
  }
  const configurations = configurationsOf(document);
  for (const { events, arn } of configurations) {
    if (arn.endsWith(".fifo")) {
      throw invalid("FIFO SQS queues are not supported as an event notification destination");
    }
    const unknown = events.find((event) => !/^s3:[A-Z]\w+(:(\*|\w+))?$/.test(event));
    if (events.length === 0 || unknown !== undefined) {
      throw invalid(`The event '${unknown}' is not supported for notifications`);
    }
    if (regionOfArn(arn) !== bucket.region) {
      throw invalid(
        "The notification destination service region is not valid for the bucket location constraint",
      );
    }
  }
  for (const [index, one] of configurations.entries()) {
    if (!configurations.slice(index + 1).some((other) => overlap(one, other))) continue;
    throw invalid(
      "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
    );
  }
  const sender = senderOf(name, bucket);
  if (configurations.some(({ kind, arn }) => kind.refusal(aws, arn, sender) !== undefined)) {
    throw invalid("Unable to validate the following destination configurations");
  }
}

/** A new document sends each destination a test message. */
export function announce(aws: Aws, name: string, bucket: Bucket): void {
  const sender = senderOf(name, bucket);
  for (const { kind, arn } of configurationsOf(bucket.notification ?? {})) {
    const message = {
      Service: "Amazon S3",
      Event: "s3:TestEvent",
      Time: aws.now().toISOString(),
      Bucket: name,
      RequestId: randomBytes(8).toString("hex").toUpperCase(),
      HostId: randomBytes(48).toString("base64"),
    };
    kind.deliver(aws, arn, sender, JSON.stringify(message));
  }
}

/** The document as S3 keeps it: every configuration has an id. */
export function withIds(document: Members): Members {
  return Object.fromEntries(
    Object.entries(document).map(([list, value]) => [
      list,
      Array.isArray(value) ? value.map((one: Members) => ({ Id: randomUUID(), ...one })) : value,
    ]),
  );
}

/** Notifies the destinations of the bucket's document of a new object. */
export function notifyCreated(aws: Aws, bucket: Bucket, key: string, stored: StoredObject): void {
  if (!bucket.notification) return;
  const name = nameOf(aws.world, bucket);
  const sender = senderOf(name, bucket);
  for (const { kind, arn, id, ...filter } of configurationsOf(bucket.notification)) {
    if (!isAbout(filter, key)) continue;
    const body = JSON.stringify({
      Records: [createdRecord(aws, { name, bucket, key, stored, id })],
    });
    kind.deliver(aws, arn, sender, body);
  }
}

function configurationsOf(document: Members): Configuration[] {
  return KINDS.flatMap((kind) =>
    (document[kind.list] ?? []).map((one: Members) => {
      const rules: Members[] = one["Filter"]?.Key?.FilterRules ?? [];
      const valueOf = (name: string): string =>
        rules.find((rule) => String(rule["Name"]).toLowerCase() === name)?.["Value"] ?? "";
      return {
        kind,
        id: one["Id"],
        arn: one[kind.arn],
        events: one["Events"] ?? [],
        prefix: valueOf("prefix"),
        suffix: valueOf("suffix"),
      };
    }),
  );
}

function isAbout(
  { events, prefix, suffix }: Pick<Configuration, "events" | "prefix" | "suffix">,
  key: string,
): boolean {
  const created = ["s3:ObjectCreated:*", "s3:ObjectCreated:Put"];
  return (
    events.some((event) => created.includes(event)) &&
    key.startsWith(prefix) &&
    key.endsWith(suffix)
  );
}

function overlap(one: Configuration, other: Configuration): boolean {
  const starts = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
  const ends = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a);
  return (
    one.events.some((event) => other.events.some((its) => sameEvent(event, its))) &&
    starts(one.prefix, other.prefix) &&
    ends(one.suffix, other.suffix)
  );
}

function sameEvent(one: string, other: string): boolean {
  const within = (a: string, b: string): boolean => a.endsWith("*") && b.startsWith(a.slice(0, -1));
  return one === other || within(one, other) || within(other, one);
}

function senderOf(name: string, bucket: Bucket): Sender {
  return {
    service: "s3.amazonaws.com",
    sourceArn: bucketArn(name, bucket.region),
    sourceAccount: bucket.account,
  };
}

function nameOf({ buckets }: World, bucket: Bucket): string {
  return Object.keys(buckets).find((name) => buckets[name] === bucket) ?? "";
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidArgument", message);
}
