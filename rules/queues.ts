import { arnOf } from "./arn";
import type { PolicyDocument } from "./policyDocument";
import { denyInsecureTransport } from "./tls";

/** 14 days, the longest that SQS keeps a message. */
export const MESSAGE_RETENTION_SECONDS = 1_209_600;

/** The policy of a queue that SQS itself or identities of its account send to: it accepts no requests without TLS. */
export function tlsOnlyQueuePolicy(queueArn: string): PolicyDocument {
  return { Version: "2012-10-17", Statement: [denyInsecureTransport("sqs:*", queueArn)] };
}

/** `https://sqs.us-east-1.amazonaws.com/111122223333/siem` as an ARN. */
export function queueArnOfUrl(url: string, region: string): string {
  const [accountId = "", name = ""] = url.split("/").slice(3);
  return arnOf("sqs", { region, accountId }, name);
}
