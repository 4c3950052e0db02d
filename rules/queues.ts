import { arnOf } from "./arn";
import type { PolicyDocument } from "./policyDocument";
import { regionFacts } from "./regions";
import { denyInsecureTransport } from "./tls";

/** 14 days, the longest that SQS keeps a message. */
export const MESSAGE_RETENTION_SECONDS = 1_209_600;

/** The policy of a queue that SQS itself or identities of its account send to: it accepts no requests without TLS. */
export function tlsOnlyQueuePolicy(queueArn: string): PolicyDocument {
  return { Version: "2012-10-17", Statement: [denyInsecureTransport("sqs:*", queueArn)] };
}

/**
 * The Region that the host of a queue's URL names; undefined: none that is known.
 * Source: https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
export function regionOfQueueUrl(url: string): string | undefined {
  const host = /^https:\/\/([^/:]+)/.exec(url)?.[1] ?? "";
  // The former host of us-east-1 names no Region.
  if (host === "queue.amazonaws.com") return "us-east-1";
  return host.split(".").find((label) => regionFacts(label) !== undefined);
}

/** The account of a queue, by its URL; undefined for a text that is none. */
export const accountOfQueueUrl = (url: string): string | undefined =>
  /^https:\/\/[^/]+\/(\d{12})\//.exec(url)?.[1];

/** `https://sqs.us-east-1.amazonaws.com/111122223333/siem` as an ARN. */
export function queueArnOfUrl(url: string, region: string): string {
  const [accountId = "", name = ""] = url.split("/").slice(3);
  return arnOf("sqs", { region, accountId }, name);
}
