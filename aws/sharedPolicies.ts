import { DescribeEventBusCommand, EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GetTopicAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";

import { knownArn } from "../rules/arn";
import type { Result } from "../rules/health/types";
import type { SharedKind } from "../rules/proof";
import type { Account } from "./accounts";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import { observe } from "./observe";

/** A queue, topic or bus whose policy others write. */
export interface SharedResource {
  kind: SharedKind;
  arn: string;
  /** Of a queue. */
  url?: string;
}

/** The IAM action that reads the policy. */
export const SHARED_READS: { [kind in SharedKind]: string } = {
  queue: "sqs:GetQueueAttributes",
  topic: "sns:GetTopicAttributes",
  bus: "events:DescribeEventBus",
};

/** The text of its policy; undefined: it has none. Never rejects. */
export function readSharedPolicy(
  resource: SharedResource,
  account: Account,
  settings: ClientSettings,
): Promise<Result<string | undefined>> {
  return observe(SHARED_READS[resource.kind], () => sharedPolicy(resource, account, settings));
}

/** The same; rejects with the error of the SDK. */
export async function sharedPolicy(
  { kind, arn, url }: SharedResource,
  { credentials }: Account,
  settings: ClientSettings,
): Promise<string | undefined> {
  const { region } = knownArn(arn);
  switch (kind) {
    case "queue": {
      const { client, options, close } = connect(SQSClient, region, settings, credentials);
      const command = new GetQueueAttributesCommand({
        ...{ QueueUrl: url, AttributeNames: ["Policy"] },
      });
      const { Attributes } = await client.send(command, options()).finally(close);
      return Attributes?.Policy;
    }
    case "topic": {
      const { client, options, close } = connect(SNSClient, region, settings, credentials);
      const command = new GetTopicAttributesCommand({ TopicArn: arn });
      const { Attributes } = await client.send(command, options()).finally(close);
      return Attributes?.["Policy"];
    }
    case "bus": {
      const connected = connect(EventBridgeClient, region, settings, credentials);
      const { client, options, close } = connected;
      const command = new DescribeEventBusCommand({ Name: arn });
      const { Policy } = await client.send(command, options()).finally(close);
      return Policy;
    }
  }
}
