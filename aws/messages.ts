import {
  paginateListTopics,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

import { arnOf } from "../rules/arn";
import { queuePolicy } from "../rules/readers";
import type { Account } from "./accounts";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";

/** Topics and queues of one account in one Region; every call rejects with the error of the SDK. */
export interface Messages {
  listTopics(): Promise<string[]>;
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
  { accountId, credentials }: Account,
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
