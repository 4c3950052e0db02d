import * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";

import { tlsOnlyQueuePolicy } from "../../rules/queues";

/** The policy of a queue that no other service or account sends to. */
export function createTlsOnlyPolicy(
  parent: pulumi.Resource,
  name: string,
  region: string | undefined,
  { arn, url }: sqs.Queue,
): sqs.QueuePolicy {
  const policy = arn.apply((queueArn) => JSON.stringify(tlsOnlyQueuePolicy(queueArn)));
  return new sqs.QueuePolicy(name, { region, queueUrl: url, policy }, { parent });
}
