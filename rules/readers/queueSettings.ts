import { MESSAGE_RETENTION_SECONDS } from "../queues";
import { RECEIVES_BEFORE_DEAD_LETTER } from "./notifications";
import type { Redrive } from "./redrive";

/** A queue as SQS has it. */
export interface ObservedQueue {
  /** Null: it has none. */
  policy: string | null;
  /** Undefined: no key of KMS encrypts it. */
  kmsKeyId?: string | undefined;
  /** Whether keys of SQS's own encrypt it. */
  managedEncryption: boolean;
  retentionSeconds: number;
  /** Of a message. */
  mostBytes: number;
  visibilitySeconds: number;
  /** Undefined: messages stay until they expire. */
  redrive?: Redrive | undefined;
}

/** What a stack deploys of a queue of its own. */
export interface DeclaredSettings {
  /** Name of its dead-letter queue, without what Pulumi appends, or ARNs that it may have. */
  deadLetterQueue: string | readonly string[];
  /** Undefined: not known. */
  visibilityTimeoutSeconds?: number;
}

/** A setting of a queue by which messages get lost or are less protected, in the values of SQS. */
export type QueueSetting =
  | { setting: "encryption"; kmsKeyId?: string }
  | { setting: "messageRetentionPeriod" | "maximumMessageSize"; value: number; least: number }
  | { setting: "visibilityTimeout" | "maxReceiveCount"; value: number; least: number }
  | { setting: "deadLetterQueue"; deadLetterQueueArn?: string };

/**
 * The longest message: what SQS accepted by default before August 2025, and what SNS sends at most.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const MESSAGE_BYTES = 262_144;

/**
 * AWS's own key of SQS, whose policy lets no service use it and cannot be changed.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html
 */
const OWN_KEY_OF_SQS = /(^|[:/])alias\/aws\/sqs$/;

/** What keeps messages out of any queue, whoever configures it. */
export function stoppingSettings({ kmsKeyId }: ObservedQueue): QueueSetting[] {
  return kmsKeyId !== undefined && OWN_KEY_OF_SQS.test(kmsKeyId)
    ? [{ setting: "encryption", kmsKeyId }]
    : [];
}

/** Where a queue of the stack's own is not as deployed; `isOwn`: whether its dead-letter queue is the stack's. */
export function changedSettings(
  queue: ObservedQueue,
  { visibilityTimeoutSeconds = 0 }: DeclaredSettings,
  isOwn: boolean,
): QueueSetting[] {
  const { visibilitySeconds, redrive } = queue;
  return [
    ...changedStorage(queue),
    ...atLeast("visibilityTimeout", visibilitySeconds, visibilityTimeoutSeconds),
    ...(isOwn && redrive !== undefined
      ? atLeast("maxReceiveCount", redrive.receives, RECEIVES_BEFORE_DEAD_LETTER)
      : [
          {
            setting: "deadLetterQueue" as const,
            ...(redrive && { deadLetterQueueArn: redrive.deadLetterQueueArn }),
          },
        ]),
  ];
}

/** The same of what a dead-letter queue has too. */
export function changedStorage(queue: ObservedQueue): QueueSetting[] {
  const { kmsKeyId, managedEncryption, retentionSeconds, mostBytes } = queue;
  const isEncrypted = kmsKeyId === undefined && managedEncryption;
  return [
    ...(isEncrypted
      ? []
      : [{ setting: "encryption" as const, ...(kmsKeyId !== undefined && { kmsKeyId }) }]),
    ...atLeast("messageRetentionPeriod", retentionSeconds, MESSAGE_RETENTION_SECONDS),
    ...atLeast("maximumMessageSize", mostBytes, MESSAGE_BYTES),
  ];
}

function atLeast(
  setting: (QueueSetting & { value: number })["setting"],
  value: number,
  least: number,
): QueueSetting[] {
  return value < least ? [{ setting, value, least }] : [];
}
