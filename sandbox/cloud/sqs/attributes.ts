import type { World } from "../../world";
import { partitionOf, regionOfArn } from "../arn";
import { resourcePolicy } from "../policyText";
import { invalidAttribute, requireAttributes, unknownAttribute } from "./attributeRules";
import { requireRedrive } from "./redrive";
import { requirePolicySize } from "./policySize";
import type { FoundQueue } from "./queue";

type Attributes = { [name: string]: string };

/** The attributes of a new queue. */
export function createAttributes(world: World, found: FoundQueue, given: Attributes): void {
  const isFifo = given["FifoQueue"] === "true";
  if (given["FifoQueue"] !== undefined && !isFifo) throw unknownAttribute("FifoQueue");
  if (isFifo) found.queue.attributes["FifoQueue"] = "true";
  const { FifoQueue: _type, ...changes } = given;
  setAttributes(world, found, changes);
}

/** Changes attributes of a queue; an empty text takes one away. Throws SQS's refusals and then changes nothing. */
export function setAttributes(world: World, { arn, queue }: FoundQueue, changes: Attributes): void {
  requireAttributes(queue, changes);
  for (const [name, value] of Object.entries(changes)) {
    if (name === "Policy" && value !== "") policyOf(world, arn, value);
    if (name === "RedrivePolicy" && value !== "") requireRedrive(world, { arn, queue }, value);
  }
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

function policyOf(world: World, arn: string, text: string): { [member: string]: unknown } {
  const policy = resourcePolicy(
    { service: "sqs", world, partition: partitionOf(regionOfArn(arn)) },
    text,
  );
  if ("refused" in policy) throw invalidAttribute("Policy");
  requirePolicySize(text, policy.statements);
  return policy.written;
}
