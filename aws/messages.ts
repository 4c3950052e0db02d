import {
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

import { arnOf, knownArn } from "../rules/arn";
import { queuePolicy } from "../rules/readers/notifications";
import type { Account } from "./accounts";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import { isCode } from "./errors";

/** Topics and queues of one account in one Region; every call rejects with the error of the SDK. */
export interface Messages {
  listTopics(): Promise<string[]>;
  /** Null: it has none; undefined: the topic is not found. */
  topicPolicy(topicArn: string): Promise<string | null | undefined>;
  /** ARNs of the queues that are subscribed. */
  subscribedQueues(topicArn: string): Promise<string[]>;
  /** Null: it has none; undefined: the queue is not found. */
  queuePolicy(queueArn: string): Promise<string | null | undefined>;
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
    topicPolicy: (TopicArn) =>
      unlessGone("NotFound", async () => {
        const command = new GetTopicAttributesCommand({ TopicArn });
        const { Attributes } = await sns.client.send(command, sns.options());
        return Attributes?.["Policy"] ?? null;
      }),
    async subscribedQueues(TopicArn) {
      const arns: string[] = [];
      const pages = paginateListSubscriptionsByTopic({ client: sns.client }, { TopicArn });
      for await (const { Subscriptions = [] } of pages) {
        const queues = Subscriptions.filter(({ Protocol }) => Protocol === "sqs");
        arns.push(...queues.flatMap(({ Endpoint }) => Endpoint ?? []));
      }
      return arns;
    },
    queuePolicy: (queueArn) =>
      unlessGone("QueueDoesNotExist", async () => {
        const { resource: QueueName, accountId: QueueOwnerAWSAccountId } = knownArn(queueArn);
        const found = new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId });
        const { QueueUrl } = await sqs.client.send(found, sqs.options());
        const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] });
        const { Attributes } = await sqs.client.send(command, sqs.options());
        return Attributes?.Policy ?? null;
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
