import { paginateListSubscriptionsByTopic, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";

import { knownArn } from "../../rules/arn";
import type { Result } from "../../rules/health/types";
import { isMadeAs } from "../../rules/readers/madeAs";
import { redriveOf } from "../../rules/readers/redrive";
import type { Account } from "../accounts";
import type { Connection } from "../connection";
import { isCode } from "../errors";
import { observe } from "../observe";
import { itemsOf, readAs } from "../pages";
import type { Found } from "./found";

interface Queue extends Found {
  /** Undefined: it has none. */
  deadLetterQueueArn: string | undefined;
}

const SUBSCRIBED_QUEUES = [
  "sns:ListSubscriptionsByTopic",
  "sqs:GetQueueUrl",
  "sqs:GetQueueAttributes",
];

/** The queues that exist under a generated name, of those that a topic sends to. Never rejects. */
export function subscribedQueues(
  account: Account,
  region: string,
  { topicArn, name }: { topicArn: string; name: string },
): Promise<Result<Queue[]>> {
  return observe(SUBSCRIBED_QUEUES, async () => {
    const arns = await endpoints(account, region, topicArn);
    return existing(
      account,
      region,
      arns.filter((arn) => isMadeAs(name, arn)),
    );
  });
}

/** Their dead-letter queues that exist under a generated name. Never rejects. */
export function deadLetterQueues(
  account: Account,
  region: string,
  { topicArn, queue, name }: { topicArn: string; queue: string; name: string },
): Promise<Result<Queue[]>> {
  return observe(SUBSCRIBED_QUEUES, async () => {
    const arns = await endpoints(account, region, topicArn);
    const senders = await existing(
      account,
      region,
      arns.filter((arn) => isMadeAs(queue, arn)),
    );
    const targets = senders.flatMap(({ deadLetterQueueArn }) => deadLetterQueueArn ?? []);
    return existing(
      account,
      region,
      targets.filter((arn) => isMadeAs(name, arn)),
    );
  });
}

/** The queues that a topic sends to; of a topic that does not exist there are none. */
async function endpoints(account: Account, region: string, TopicArn: string): Promise<string[]> {
  try {
    const found = await readAs(SNSClient, account, region, ({ client }) =>
      itemsOf(
        paginateListSubscriptionsByTopic({ client }, { TopicArn }),
        ({ Subscriptions }) => Subscriptions,
      ),
    );
    return found.flatMap(({ Protocol, Endpoint = "" }) => (Protocol === "sqs" ? [Endpoint] : []));
  } catch (error) {
    if (["NotFound", "NotFoundException"].some((code) => isCode(error, code))) return [];
    throw error;
  }
}

/** The queues of these ARNs that exist. */
export async function existing(
  account: Account,
  region: string,
  arns: readonly string[],
): Promise<Queue[]> {
  if (arns.length === 0) return [];
  const found = await readAs(SQSClient, account, region, (connection) =>
    Promise.all([...new Set(arns)].map((arn) => read(connection, arn))),
  );
  return found.flatMap((queue) => queue ?? []);
}

async function read(
  { client, options }: Connection<SQSClient>,
  name: string,
): Promise<Queue | undefined> {
  const { resource: QueueName, accountId: QueueOwnerAWSAccountId } = knownArn(name);
  try {
    const url = new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId });
    const { QueueUrl = "" } = await client.send(url, options());
    const command = new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ["RedrivePolicy"],
    });
    const { Attributes } = await client.send(command, options());
    const deadLetterQueueArn = redriveOf(Attributes?.RedrivePolicy)?.deadLetterQueueArn;
    return { name, id: QueueUrl, deadLetterQueueArn };
  } catch (error) {
    if (GONE.some((code) => isCode(error, code))) return undefined;
    throw error;
  }
}

/** SQS names a queue that does not exist in several ways. */
const GONE = [
  "QueueDoesNotExist",
  "QueueDoesNotExistException",
  "AWS.SimpleQueueService.NonExistentQueue",
];
