import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Message, Queue } from "../../world";
import { accountOfArn, dnsSuffix } from "../arn";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { findKey, requireKey } from "../kms/access";
import { redriveOf } from "./attributes";
import { type FoundQueue, requireQueue } from "./queue";

export const messageOperations: Operations = {
  SendMessage: (aws, caller, input) => {
    const { QueueUrl, MessageBody: body, DelaySeconds: delay } = input;
    const found = requireQueue(aws, caller, QueueUrl, "SendMessage");
    const { queue } = found;
    requireBetween("DelaySeconds", delay, 0, 900);
    requireGroup(queue, input);
    if (typeof body !== "string" || body === "") {
      throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
    }
    if (Buffer.byteLength(body) > Number(queue.attributes["MaximumMessageSize"])) {
      throw new AwsError(
        "InvalidParameterValue",
        `One or more parameters are invalid. Reason: Message must be shorter than ${queue.attributes["MaximumMessageSize"]} bytes.`,
      );
    }
    // UNVERIFIED text.
    if (!ALLOWED_TEXT.test(body)) {
      throw new AwsError(
        "InvalidMessageContents",
        "The message contains characters outside the allowed set.",
      );
    }
    useQueueKey(aws, caller, found, "kms:GenerateDataKey");
    const { id } = addMessage(aws, queue, body, delay);
    return { MessageId: id, MD5OfMessageBody: md5(body) };
  },

  /** Never waits for messages to arrive, whatever WaitTimeSeconds says. */
  ReceiveMessage: (aws, caller, input) => {
    const { QueueUrl, MaxNumberOfMessages: most = 1, VisibilityTimeout } = input;
    const found = requireQueue(aws, caller, QueueUrl, "ReceiveMessage");
    const { queue } = found;
    if (!(most >= 1 && most <= 10)) {
      throw new AwsError(
        "InvalidParameterValue",
        `Value ${most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
      );
    }
    requireBetween("WaitTimeSeconds", input["WaitTimeSeconds"], 0, 20);
    requireBetween("VisibilityTimeout", VisibilityTimeout, 0, LONGEST_INVISIBLE);
    useQueueKey(aws, caller, found, "kms:Decrypt");
    dropExpired(queue, aws.now());
    redrive(aws, queue);
    const seconds = VisibilityTimeout ?? Number(queue.attributes["VisibilityTimeout"]);
    const received = visible(queue, aws.now()).slice(0, most);
    for (const message of received) {
      message.receives += 1;
      message.firstReceivedAt ??= aws.now().toISOString();
      message.receiptHandle = randomBytes(48).toString("base64");
      message.hiddenUntil = later(aws, seconds);
    }
    if (received.length === 0) return {};
    const names = new Set<string>([
      ...(input["AttributeNames"] ?? []),
      ...(input["MessageSystemAttributeNames"] ?? []),
    ]);
    return { Messages: received.map((message) => membersOf(message, caller, names)) };
  },

  /** Deleting what is not there is no error. */
  DeleteMessage: (aws, caller, { QueueUrl, ReceiptHandle }) => {
    const { queue } = requireQueue(aws, caller, QueueUrl, "DeleteMessage");
    remove(queue, ReceiptHandle);
  },

  DeleteMessageBatch: (aws, caller, { QueueUrl, Entries }) => {
    const { queue } = requireQueue(aws, caller, QueueUrl, "DeleteMessage");
    const entries = Entries as Members[];
    requireBatch(entries);
    const results = entries.map(({ Id, ReceiptHandle }) => {
      try {
        remove(queue, ReceiptHandle);
        return { Successful: { Id } };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return { Failed: { Id, SenderFault: true, Code: error.code, Message: error.message } };
      }
    });
    return {
      Successful: results.flatMap(({ Successful }) => Successful ?? []),
      Failed: results.flatMap(({ Failed }) => Failed ?? []),
    };
  },

  ChangeMessageVisibility: (aws, caller, { QueueUrl, ReceiptHandle, VisibilityTimeout }) => {
    const { queue } = requireQueue(aws, caller, QueueUrl, "ChangeMessageVisibility");
    const message = queue.messages.find((one) => one.receiptHandle === ReceiptHandle);
    requireBetween("VisibilityTimeout", VisibilityTimeout, 0, LONGEST_INVISIBLE);
    if (message === undefined) throw invalidHandle(ReceiptHandle);
    if (new Date(message.hiddenUntil ?? 0) <= aws.now()) {
      throw new AwsError(
        "MessageNotInflight",
        `Value ${ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    }
    message.hiddenUntil = later(aws, VisibilityTimeout);
  },
};

const LONGEST_INVISIBLE = 43_200;

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const ALLOWED_TEXT = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

function requireBetween(parameter: string, value: unknown, from: number, to: number): void {
  if (value === undefined || (Number(value) >= from && Number(value) <= to)) return;
  throw new AwsError(
    "InvalidParameterValue",
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${parameter} must be >= ${from} and <= ${to}.`,
  );
}

/** A message of a FIFO queue has a group, and an id that identifies it unless its content does. */
function requireGroup({ attributes }: Queue, input: Members): void {
  if (attributes["FifoQueue"] !== "true") return;
  if (input["MessageGroupId"] === undefined) {
    throw new AwsError(
      "MissingParameter",
      "The request must contain the parameter MessageGroupId.",
    );
  }
  const hasId = input["MessageDeduplicationId"] !== undefined;
  if (!hasId && attributes["ContentBasedDeduplication"] !== "true") {
    throw new AwsError(
      "InvalidParameterValue",
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
  throw new AwsError(
    "NotImplemented",
    "The sandbox does not order messages of FIFO queues. Fix: use a standard queue here, and try FIFO queues on AWS.",
    501,
  );
}

const MOST_ENTRIES = 10;

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
function requireBatch(entries: Members[]): void {
  const ids = entries.map(({ Id }) => String(Id));
  if (ids.length === 0) {
    throw new AwsError(
      "EmptyBatchRequest",
      "There should be at least one DeleteMessageBatchRequestEntry in the request.",
    );
  }
  if (ids.length > MOST_ENTRIES) {
    throw new AwsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${MOST_ENTRIES}. You have sent ${ids.length}.`,
    );
  }
  const wrong = ids.find((id) => !/^[\w-]{1,80}$/.test(id));
  if (wrong !== undefined) {
    throw new AwsError(
      "InvalidBatchEntryId",
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    );
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) {
    throw new AwsError("BatchEntryIdsNotDistinct", `Id ${repeated} repeated.`);
  }
}

/** Puts a message into a queue, whoever sends it. */
export function addMessage(aws: Aws, queue: Queue, body: string, delay?: number): Message {
  const seconds = delay ?? Number(queue.attributes["DelaySeconds"] ?? 0);
  const message: Message = {
    id: randomUUID(),
    body,
    sentAt: aws.now().toISOString(),
    receives: 0,
    ...(seconds > 0 && { hiddenUntil: later(aws, seconds) }),
  };
  queue.messages.push(message);
  return message;
}

/** Drops what every queue has held for longer than its retention period. */
export function expireMessages({ world, now }: Aws): void {
  for (const queue of Object.values(world.queues)) dropExpired(queue, now());
}

function dropExpired(queue: Queue, now: Date): void {
  const milliseconds = Number(queue.attributes["MessageRetentionPeriod"]) * 1000;
  queue.messages = queue.messages.filter(
    ({ sentAt }) => Date.parse(sentAt) + milliseconds > now.getTime(),
  );
}

/** What was received as often as it may be goes to the dead-letter queue at the next receive. */
function redrive(aws: Aws, queue: Queue): void {
  const { target = "", maxReceiveCount } = redriveOf(queue) ?? {};
  const deadLetters = aws.world.queues[target];
  if (deadLetters === undefined || maxReceiveCount === undefined) return;
  for (const message of visible(queue, aws.now())) {
    if (message.receives < maxReceiveCount) continue;
    queue.messages = queue.messages.filter((one) => one !== message);
    const { id, body, sentAt, receives } = message;
    deadLetters.messages.push({ id, body, sentAt, receives });
  }
}

function visible({ messages }: Queue, now: Date): Message[] {
  return messages.filter(({ hiddenUntil }) => new Date(hiddenUntil ?? 0) <= now);
}

function remove(queue: Queue, receiptHandle: unknown): void {
  if (typeof receiptHandle !== "string" || receiptHandle.length < 16) {
    throw invalidHandle(receiptHandle);
  }
  queue.messages = queue.messages.filter((one) => one.receiptHandle !== receiptHandle);
}

function invalidHandle(handle: unknown): AwsError {
  return new AwsError(
    "ReceiptHandleIsInvalid",
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
  );
}

/** A queue under a customer's key can be used by those only that the key lets. */
function useQueueKey(aws: Aws, caller: Caller, { arn, queue }: FoundQueue, action: string): void {
  const keyId = queue.attributes["KmsMasterKeyId"];
  if (keyId === undefined || keyId.includes("alias/aws/")) return;
  const owner = { region: caller.region, accountId: accountOfArn(arn) };
  const owned = findKey(aws, { ...owner, arn: "" }, keyId).arn;
  const service = `sqs.${caller.region}.${dnsSuffix(caller.region)}`;
  requireKey(aws, caller, owned, action, { "kms:ViaService": service });
}

function later({ now }: Aws, seconds: number): string {
  return new Date(now().getTime() + seconds * 1000).toISOString();
}

function membersOf(message: Message, caller: Caller, names: Set<string>): Members {
  const { id, body, sentAt, firstReceivedAt, receives, receiptHandle } = message;
  const attributes = {
    SenderId: caller.accountId,
    SentTimestamp: String(Date.parse(sentAt)),
    ApproximateReceiveCount: String(receives),
    ApproximateFirstReceiveTimestamp: String(Date.parse(firstReceivedAt ?? sentAt)),
  };
  const wanted = Object.entries(attributes).filter(([name]) => names.has("All") || names.has(name));
  return {
    MessageId: id,
    ReceiptHandle: receiptHandle,
    MD5OfBody: md5(body),
    Body: body,
    ...(wanted.length > 0 && { Attributes: Object.fromEntries(wanted) }),
  };
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
