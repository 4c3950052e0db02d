import { z } from "zod";
import { apiShape, arnOf, attributes, document, tags, timestamp } from "./fields";

/** What carries messages: topics of SNS, queues of SQS, buses and rules of EventBridge. */

const policy = document.nullable().default(null);

const subscription = z.strictObject({
  protocol: z.string(),
  endpoint: z.string(),
  /** Account that subscribed. */
  owner: z.string(),
  pending: z.boolean().default(false),
  attributes,
});

const topic = z.strictObject({
  policy,
  attributes,
  /** Last part of the subscription's ARN -> subscription. */
  subscriptions: z.record(z.string(), subscription).default({}),
  /** The text of its data protection policy. */
  dataProtection: z.string().optional(),
  tags,
});

const message = z.strictObject({
  id: z.string(),
  body: z.string(),
  sentAt: timestamp,
  /** Until then no receive answers it. */
  hiddenUntil: timestamp.optional(),
  /** Of the last receive. */
  receiptHandle: z.string().optional(),
  receives: z.number().int().default(0),
  firstReceivedAt: timestamp.optional(),
});

const queue = z.strictObject({
  policy,
  attributes,
  createdAt: timestamp.optional(),
  /** Oldest first. */
  messages: z.array(message).default([]),
  tags,
});

/** Attributes that SQS gives to a new queue. */
export const NEW_QUEUE = {
  DelaySeconds: "0",
  MaximumMessageSize: "262144",
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  VisibilityTimeout: "30",
  SqsManagedSseEnabled: "true",
};

const bus = z.strictObject({
  policy,
  description: z.string().optional(),
  kmsKeyIdentifier: z.string().optional(),
  deadLetterConfig: apiShape.optional(),
  tags,
});

const target = apiShape.and(z.object({ Id: z.string(), Arn: z.string() }));

const rule = z.strictObject({
  eventPattern: apiShape.optional(),
  scheduleExpression: z.string().optional(),
  description: z.string().optional(),
  roleArn: z.string().optional(),
  state: z.string().default("ENABLED"),
  targets: z.array(target).default([]),
  tags,
});

export const topics = z.record(arnOf("sns", "[\\w.-]+", "an SNS topic"), topic).default({});
export const queues = z.record(arnOf("sqs", "[\\w.-]+", "an SQS queue"), queue).default({});
/** The default buses are there without being named; one that has a policy is. */
export const buses = z
  .record(arnOf("events", "event-bus/[\\w./-]+", "an event bus"), bus)
  .default({});
export const rules = z
  .record(arnOf("events", "rule/[\\w./-]+", "an EventBridge rule"), rule)
  .default({});

export type Subscription = z.output<typeof subscription>;
export type Topic = z.output<typeof topic>;
export type Message = z.output<typeof message>;
export type Queue = z.output<typeof queue>;
export type Bus = z.output<typeof bus>;
export type Target = z.output<typeof target>;
export type Rule = z.output<typeof rule>;
