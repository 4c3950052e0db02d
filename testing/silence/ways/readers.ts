import type { Way } from "./way";
import type { Not } from "./way";
import { admin, by, NOT_DELIVERY, NOTIFICATIONS, OF_ACCOUNT, protection } from "./way";
import { ADMINISTRATOR } from "../../live/world";

const SOONER: Not = {
  because: "messages arrive, but leave the queue before a slow reader receives them",
};
const LONGER: Not = { because: "messages below the new size limit arrive" };
const DEAD_LETTERS: Not = {
  because: "messages arrive; those that a reader cannot process are less protected",
};

/** Of what new findings reach readers by. */
export const READERS: readonly Way[] = [
  {
    call: "sqs:SetQueueAttributes",
    silence: (target) =>
      admin(target).call("sqs:SetQueueAttributes", {
        ...{ QueueUrl: target.queueUrl, Attributes: { Policy: "" } },
      }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  },
  ...(
    [
      ["under AWS's own key of SQS", { KmsMasterKeyId: "alias/aws/sqs" }, ["notification"]],
      ["without encryption", { SqsManagedSseEnabled: "false" }, NOT_DELIVERY],
      ["a retention of a minute", { MessageRetentionPeriod: "60" }, SOONER],
      ["no dead-letter queue", { RedrivePolicy: "" }, SOONER],
      ["messages of 1 KiB at most", { MaximumMessageSize: "1024" }, LONGER],
    ] as const
  ).map(([how, Attributes, lost]): Way => ({
    call: "sqs:SetQueueAttributes",
    with: how,
    silence: (target) =>
      admin(target).call("sqs:SetQueueAttributes", { QueueUrl: target.queueUrl, Attributes }),
    lost,
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  })),
  {
    call: "sqs:SetQueueAttributes",
    with: "VisibilityTimeout",
    silence: (target) =>
      admin(target).call("sqs:SetQueueAttributes", {
        ...{ QueueUrl: target.queueUrl, Attributes: { VisibilityTimeout: "0" } },
      }),
    lost: SOONER,
    status: NOTIFICATIONS,
    health: { because: "the function does not know the visibility timeout that the stack deploys" },
    message: by("reader-changes"),
  },
  ...(
    [
      ["SetQueueAttributes", "policy", { Attributes: { Policy: "" } }],
      ["DeleteQueue", undefined, {}],
    ] as const
  ).map(([name, how, input]): Way => ({
    call: `sqs:${name}`,
    with: how === undefined ? "the dead-letter queue" : `${how} of the dead-letter queue`,
    silence: (target) =>
      admin(target).call(`sqs:${name}`, { QueueUrl: target.deadLetterQueueUrl, ...input }),
    lost: DEAD_LETTERS,
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  })),
  ...(
    [
      // S3's messages have no attributes.
      ["FilterPolicy", '{"team":["none"]}', ["notification"]],
      [
        ...(["RawMessageDelivery", "false"] as const),
        { because: "messages arrive, in SNS's format, which readers of S3 events cannot parse" },
      ],
    ] as const
  ).map(([AttributeName, AttributeValue, lost]): Way => ({
    call: "sns:SetSubscriptionAttributes",
    with: AttributeName,
    silence: (target) =>
      admin(target).call("sns:SetSubscriptionAttributes", {
        ...{ SubscriptionArn: target.subscriptionArn, AttributeName, AttributeValue },
      }),
    lost,
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  })),
  {
    call: "sqs:DeleteQueue",
    silence: (target) => admin(target).call("sqs:DeleteQueue", { QueueUrl: target.queueUrl }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  },
  {
    call: "sns:SetTopicAttributes",
    silence: (target) =>
      admin(target).call("sns:SetTopicAttributes", {
        TopicArn: target.topicArn,
        AttributeName: "Policy",
        AttributeValue: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              ...{ Effect: "Deny", Principal: "*", Action: "sns:Publish" },
              Resource: target.topicArn,
            },
          ],
        }),
      }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  },
  {
    call: "sns:Unsubscribe",
    silence: (target) =>
      admin(target).call("sns:Unsubscribe", { SubscriptionArn: target.subscriptionArn }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  },
  ...(["PutKeyPolicy", "DisableKey", "ScheduleKeyDeletion"] as const).map((name): Way => ({
    call: `kms:${name}`,
    with: "the key of the topic of new findings",
    silence: (target) =>
      admin(target).call(`kms:${name}`, {
        KeyId: target.topicKeyArn,
        ...(name === "PutKeyPolicy" && { Policy: OF_ACCOUNT }),
      }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("key-changes"),
  })),
  ...(
    [
      ["under AWS's own key of SNS", "alias/aws/sns", ["notification"]],
      ["without encryption", "", NOT_DELIVERY],
    ] as const
  ).map(([how, AttributeValue, lost]): Way => ({
    call: "sns:SetTopicAttributes",
    with: how,
    silence: ({ topicArn: TopicArn, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:SetTopicAttributes", {
        ...{ TopicArn, AttributeName: "KmsMasterKeyId", AttributeValue },
      }),
    lost,
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  })),
  ...(
    [
      ["denies what has an address", { Deny: {} }, ["notification"]],
      [
        ...([
          "masks addresses",
          { Deidentify: { MaskConfig: { MaskWithCharacter: "#" } } },
        ] as const),
        { because: "messages arrive, with parts masked, which readers may not be able to parse" },
      ],
    ] as const
  ).map(([how, Operation, lost]): Way => ({
    call: "sns:PutDataProtectionPolicy",
    with: how,
    silence: ({ topicArn: ResourceArn, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:PutDataProtectionPolicy", {
        ...{ ResourceArn, DataProtectionPolicy: protection(Operation) },
      }),
    lost,
    status: NOTIFICATIONS,
    health: { because: "the function does not read data protection policies" },
    message: by("reader-changes"),
  })),
];
