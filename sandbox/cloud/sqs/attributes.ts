import type { World } from "../../world";
import { accountOfArn, partitionOf, regionOfArn } from "../arn";
import { AwsError } from "../contract";
import { resourcePolicy } from "../policyText";
import type { FoundQueue } from "./queue";

/** Attributes that can be set, with the bounds of those that are numbers. */
const SETTABLE: { [name: string]: { from?: number; to?: number } } = {
  DelaySeconds: { from: 0, to: 900 },
  MaximumMessageSize: { from: 1024, to: 1_048_576 },
  MessageRetentionPeriod: { from: 60, to: 1_209_600 },
  ReceiveMessageWaitTimeSeconds: { from: 0, to: 20 },
  VisibilityTimeout: { from: 0, to: 43_200 },
  KmsMasterKeyId: {},
  KmsDataKeyReusePeriodSeconds: { from: 60, to: 86_400 },
  SqsManagedSseEnabled: {},
  RedrivePolicy: {},
  RedriveAllowPolicy: {},
  Policy: {},
  FifoQueue: {},
  ContentBasedDeduplication: {},
  DeduplicationScope: {},
  FifoThroughputLimit: {},
};

type Attributes = { [name: string]: string };

/** Changes attributes of a queue; an empty text takes one away. Throws SQS's refusals and then changes nothing. */
export function setAttributes(world: World, { arn, queue }: FoundQueue, changes: Attributes): void {
  for (const [name, value] of Object.entries(changes)) requireValid(world, arn, name, value);
  for (const [name, value] of Object.entries(changes)) {
    if (name === "Policy") queue.policy = value === "" ? null : policyOf(world, arn, value);
    else if (value === "") delete queue.attributes[name];
    else queue.attributes[name] = value;
  }
  // One kind of encryption takes the place of the other.
  if (changes["KmsMasterKeyId"]) queue.attributes["SqsManagedSseEnabled"] = "false";
  else if (changes["SqsManagedSseEnabled"] === "true") delete queue.attributes["KmsMasterKeyId"];
}

/** All attributes, as GetQueueAttributes answers them. */
export function attributesOf({ arn, queue }: FoundQueue, now: Date): Attributes {
  const hidden = queue.messages.filter(({ hiddenUntil }) => new Date(hiddenUntil ?? 0) > now);
  const inFlight = hidden.filter(({ receives }) => receives > 0);
  const seconds = String(Math.floor(Date.parse(queue.createdAt ?? now.toISOString()) / 1000));
  return {
    QueueArn: arn,
    CreatedTimestamp: seconds,
    LastModifiedTimestamp: seconds,
    ApproximateNumberOfMessages: String(queue.messages.length - hidden.length),
    ApproximateNumberOfMessagesNotVisible: String(inFlight.length),
    ApproximateNumberOfMessagesDelayed: String(hidden.length - inFlight.length),
    ...queue.attributes,
    ...(queue.policy && { Policy: JSON.stringify(queue.policy) }),
  };
}

/** The queue that takes what was received too often. */
export function redriveOf({
  attributes,
}: FoundQueue["queue"]): { target: string; maxReceiveCount: number } | undefined {
  const text = attributes["RedrivePolicy"];
  if (text === undefined) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text);
  return { target: deadLetterTargetArn, maxReceiveCount: Number(maxReceiveCount) };
}

function requireValid(world: World, arn: string, name: string, value: string): void {
  const known = SETTABLE[name];
  if (known === undefined) {
    throw new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
  }
  const { from, to } = known;
  const isNumber = /^\d+$/.test(value) && Number(value) >= from! && Number(value) <= to!;
  if (from !== undefined && value !== "" && !isNumber) throw invalid(name);
  if (name === "Policy" && value !== "") policyOf(world, arn, value);
  if (name === "RedrivePolicy" && value !== "") requireRedrive(world, arn, value);
}

function requireRedrive(world: World, arn: string, text: string): void {
  const refuse = (reason: string): AwsError =>
    new AwsError(
      "InvalidParameterValue",
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  let policy: { deadLetterTargetArn?: string; maxReceiveCount?: unknown };
  try {
    policy = JSON.parse(text);
  } catch {
    throw refuse("Redrive policy is not a valid JSON map.");
  }
  const { deadLetterTargetArn: target = "", maxReceiveCount } = policy;
  const count = Number(maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    throw refuse("Invalid value for maxReceiveCount: it must be an integer between 1 and 1000.");
  }
  const isNear =
    accountOfArn(target) === accountOfArn(arn) && regionOfArn(target) === regionOfArn(arn);
  if (!isNear || world.queues[target] === undefined) {
    throw refuse("Dead letter target does not exist.");
  }
}

function policyOf(world: World, arn: string, text: string): { [member: string]: unknown } {
  const policy = resourcePolicy(
    { service: "sqs", world, partition: partitionOf(regionOfArn(arn)) },
    text,
  );
  if ("refused" in policy) throw invalid("Policy");
  return policy.written;
}

function invalid(name: string): AwsError {
  return new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.`);
}
