import type { Queue } from "../../world";
import { AwsError } from "../contract";

type Valid = (value: string) => boolean;

const between =
  (from: number, to: number): Valid =>
  (value) =>
    /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to;

const oneOf =
  (...values: string[]): Valid =>
  (value) =>
    values.includes(value);

const anyText: Valid = () => true;
const yesOrNo = oneOf("true", "false");

/**
 * The values that an attribute may have.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const VALUES: { [name: string]: Valid } = {
  DelaySeconds: between(0, 900),
  MaximumMessageSize: between(1024, 1_048_576),
  MessageRetentionPeriod: between(60, 1_209_600),
  ReceiveMessageWaitTimeSeconds: between(0, 20),
  VisibilityTimeout: between(0, 43_200),
  KmsMasterKeyId: anyText,
  KmsDataKeyReusePeriodSeconds: between(60, 86_400),
  SqsManagedSseEnabled: yesOrNo,
  RedrivePolicy: anyText,
  RedriveAllowPolicy: isRedriveAllowPolicy,
  Policy: anyText,
};

const FIFO_VALUES: { [name: string]: Valid } = {
  ContentBasedDeduplication: yesOrNo,
  DeduplicationScope: oneOf("messageGroup", "queue"),
  FifoThroughputLimit: oneOf("perQueue", "perMessageGroupId"),
};

/** Throws SQS's refusal of changes of a queue's attributes. */
export function requireAttributes(
  { attributes }: Queue,
  changes: { [name: string]: string },
): void {
  const isFifo = attributes["FifoQueue"] === "true";
  for (const [name, value] of Object.entries(changes)) {
    const ofFifo = Object.hasOwn(FIFO_VALUES, name);
    if (ofFifo && !isFifo) throw notFifo(name);
    const valid = Object.hasOwn(VALUES, name) ? VALUES[name] : FIFO_VALUES[name];
    if (valid === undefined || (!ofFifo && !Object.hasOwn(VALUES, name))) {
      throw unknownAttribute(name);
    }
    if (value !== "" && !valid(value)) throw invalidAttribute(name);
  }
  if (changes["KmsMasterKeyId"] && changes["SqsManagedSseEnabled"] === "true") {
    throw new AwsError(
      "InvalidAttributeName",
      "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    );
  }
  const next = { ...attributes, ...changes };
  const isPerGroup = next["FifoThroughputLimit"] === "perMessageGroupId";
  if (isPerGroup && next["DeduplicationScope"] !== "messageGroup") {
    throw invalidAttribute("FifoThroughputLimit");
  }
}

export function unknownAttribute(name: string): AwsError {
  return new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
}

export function invalidAttribute(name: string): AwsError {
  return new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.`);
}

function notFifo(name: string): AwsError {
  return name === "ContentBasedDeduplication"
    ? unknownAttribute(name)
    : new AwsError(
        "InvalidAttributeName",
        `You can specify the ${name} only when FifoQueue is set to true.`,
      );
}

const MOST_SOURCES = 10;

/** Which queues may have this one as their dead-letter queue. */
function isRedriveAllowPolicy(text: string): boolean {
  try {
    const { redrivePermission: permission, sourceQueueArns: sources, ...rest } = JSON.parse(text);
    if (Object.keys(rest).length > 0) return false;
    if (permission !== "byQueue") {
      return ["allowAll", "denyAll"].includes(permission) && sources === undefined;
    }
    return Array.isArray(sources) && sources.length > 0 && sources.length <= MOST_SOURCES;
  } catch {
    return false;
  }
}
