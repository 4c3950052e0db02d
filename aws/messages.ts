import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { QueueAttributeName } from "@aws-sdk/client-sqs";

import { arnOf, knownArn, parseArn } from "../rules/arn";
import type { ObservedQueue, ObservedSubscription } from "../rules/readers/delivery";
import { queuePolicy } from "../rules/readers/notifications";
import type { ObservedTopic } from "../rules/readers/topicKey";
import { redriveOf } from "../rules/readers/redrive";
import { atOnce } from "./atOnce";
import type { Account } from "./accounts";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import { dataProtectionOf } from "./dataProtection";
import { isCode } from "./errors";

/** Topics and queues of one account in one Region; every call rejects with the error of the SDK. */
export interface Messages {
  listTopics(): Promise<string[]>;
  /** Without its key; undefined: the topic is not found. */
  topic(topicArn: string): Promise<ObservedTopic | undefined>;
  /** The text of a topic's data protection policy; undefined: it has none. */
  dataProtection(topicArn: string): Promise<string | undefined>;
  /** The subscriptions of queues: their attributes, where `reads` accepts the queue's ARN. */
  subscriptions(
    topicArn: string,
    reads: (queueArn: string) => boolean,
  ): Promise<ObservedSubscription[]>;
  /** Undefined: the queue is not found. */
  queue(queueArn: string): Promise<ObservedQueue | undefined>;
  /** Makes a queue that this topic alone may send to; answers its URL. */
  createQueue(name: string, topicArn: string): Promise<string>;
  /** Answers the ARN of the subscription. */
  subscribe(name: string, topicArn: string): Promise<string>;
  /** Bodies of messages that have not been received in the last seconds. */
  receive(queueUrl: string): Promise<string[]>;
  unsubscribe(subscriptionArn: string): Promise<void>;
  deleteQueue(queueUrl: string): Promise<void>;
  close(): void;
}

const MOST_MESSAGES = 10;
const AT_ONCE = 4;
const QUEUE_ATTRIBUTES: QueueAttributeName[] = [
  "KmsMasterKeyId",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "Policy",
  "RedrivePolicy",
  "SqsManagedSseEnabled",
  "VisibilityTimeout",
];

export function messages(
  region: string,
  { accountId, credentials }: Pick<Account, "accountId"> & Partial<Account>,
  settings: ClientSettings,
): Messages {
  const sns = connect(SNSClient, region, settings, credentials);
  const sqs = connect(SQSClient, region, settings, credentials);
  const arnOfQueue = (name: string) => arnOf("sqs", { region, accountId }, name);
  return {
    async listTopics() {
      const arns: string[] = [];
      for await (const { Topics = [] } of paginateListTopics({ client: sns.client }, {})) {
        arns.push(...Topics.flatMap(({ TopicArn }) => TopicArn ?? []));
      }
      return arns;
    },
    topic: (TopicArn) =>
      unlessGone("NotFound", async () => {
        const command = new GetTopicAttributesCommand({ TopicArn });
        const { Attributes } = await sns.client.send(command, sns.options());
        const { Policy, KmsMasterKeyId } = Attributes ?? {};
        return { policy: Policy ?? null, ...(KmsMasterKeyId && { kmsKeyId: KmsMasterKeyId }) };
      }),
    dataProtection: (topicArn) => dataProtectionOf(sns, topicArn),
    async subscriptions(TopicArn, reads) {
      const queues: { arn: string; queueArn: string }[] = [];
      const pages = paginateListSubscriptionsByTopic({ client: sns.client }, { TopicArn });
      for await (const { Subscriptions = [] } of pages) {
        for (const { SubscriptionArn = "", Endpoint = "", Protocol } of Subscriptions) {
          const listed = { arn: SubscriptionArn, queueArn: Endpoint };
          if (Protocol === "sqs" && reads(Endpoint)) queues.push(listed);
        }
      }
      const found = await atOnce(AT_ONCE, queues, async ({ arn, queueArn }) => {
        // SNS lists one that waits for its confirmation without its ARN.
        if (parseArn(arn) === undefined) return { arn, queueArn, pending: true };
        return unlessGone("NotFound", async () => {
          const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: arn });
          const { Attributes } = await sns.client.send(command, sns.options());
          const { FilterPolicy, FilterPolicyScope, RawMessageDelivery } = Attributes ?? {};
          return {
            ...{ arn, queueArn, pending: false, raw: RawMessageDelivery === "true" },
            ...(FilterPolicy && { filter: { policy: FilterPolicy, scope: FilterPolicyScope } }),
          };
        });
      });
      return found.flatMap((one) => one ?? []);
    },
    queue: (queueArn) =>
      unlessGone("QueueDoesNotExist", async () => {
        const { resource: QueueName, accountId: QueueOwnerAWSAccountId } = knownArn(queueArn);
        const found = new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId });
        const { QueueUrl } = await sqs.client.send(found, sqs.options());
        const command = new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: QUEUE_ATTRIBUTES,
        });
        const { Attributes = {} } = await sqs.client.send(command, sqs.options());
        return {
          policy: Attributes.Policy ?? null,
          kmsKeyId: Attributes.KmsMasterKeyId,
          managedEncryption: Attributes.SqsManagedSseEnabled === "true",
          retentionSeconds: Number(Attributes.MessageRetentionPeriod),
          mostBytes: Number(Attributes.MaximumMessageSize),
          visibilitySeconds: Number(Attributes.VisibilityTimeout),
          redrive: redriveOf(Attributes.RedrivePolicy),
        };
      }),
    async createQueue(name, topicArn) {
      const command = new CreateQueueCommand({
        QueueName: name,
        Attributes: {
          SqsManagedSseEnabled: "true",
          Policy: JSON.stringify(queuePolicy(arnOfQueue(name), topicArn)),
        },
      });
      return (await sqs.client.send(command, sqs.options())).QueueUrl as string;
    },
    async subscribe(name, TopicArn) {
      const command = new SubscribeCommand({
        ...{ TopicArn, Protocol: "sqs", Endpoint: arnOfQueue(name) },
        ...{ Attributes: { RawMessageDelivery: "true" }, ReturnSubscriptionArn: true },
      });
      return (await sns.client.send(command, sns.options())).SubscriptionArn as string;
    },
    async receive(QueueUrl) {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: MOST_MESSAGES });
      const { Messages: received = [] } = await sqs.client.send(command, sqs.options());
      return received.flatMap(({ Body }) => Body ?? []);
    },
    async unsubscribe(SubscriptionArn) {
      await sns.client.send(new UnsubscribeCommand({ SubscriptionArn }), sns.options());
    },
    async deleteQueue(QueueUrl) {
      await sqs.client.send(new DeleteQueueCommand({ QueueUrl }), sqs.options());
    },
    close() {
      sns.close();
      sqs.close();
    },
  };
}

async function unlessGone<T>(code: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    // SQS names it in two ways.
    if (
      [code, `${code}Exception`, `AWS.SimpleQueueService.NonExistentQueue`].some((one) =>
        isCode(error, one),
      )
    )
      return undefined;
    throw error;
  }
}
