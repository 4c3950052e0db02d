import { regionOfQueueUrl } from "../../../rules/queues";
import type { Queue } from "../../world";
import { type Access, refusalOf } from "../access";
import { accountOfArn, arnOf, dnsSuffix, nameOfArn, regionOfArn } from "../arn";
import type { Aws } from "../aws";
import { AwsError, type Caller } from "../contract";

export interface FoundQueue {
  arn: string;
  queue: Queue;
}

export function queueUrl(arn: string): string {
  const region = regionOfArn(arn);
  return `https://sqs.${region}.${dnsSuffix(region)}/${accountOfArn(arn)}/${nameOfArn(arn)}`;
}

/** The ARN of a URL, whatever its host, in the Region of the call. */
export function arnOfUrl(url: unknown, region: string): string {
  const [, accountId = "", name = ""] = /\/(\d{12})\/([\w.-]+)$/.exec(String(url)) ?? [];
  return arnOf("sqs", { region, accountId }, name);
}

/**
 * The queue of a request, which a Region has of its own URLs alone, with the caller's right to do `action` checked.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-iam-policies.html
 */
export function requireQueue(
  { world }: Aws,
  caller: Caller,
  url: unknown,
  action: string,
  context?: Access["context"],
): FoundQueue {
  const arn = arnOfUrl(url, caller.region);
  const elsewhere = (regionOfQueueUrl(String(url)) ?? caller.region) !== caller.region;
  const queue = elsewhere ? undefined : world.queues[arn];
  if (queue === undefined) {
    throw new AwsError("QueueDoesNotExist", "The specified queue does not exist.");
  }
  const access = { action: `sqs:${action}`, resource: arn, context };
  const guard = { owner: accountOfArn(arn), policy: queue.policy };
  const refusal = refusalOf(world, caller, guard, access);
  // SQS writes its actions small.
  if (refusal !== undefined) {
    throw new AwsError(
      "AccessDenied",
      refusal.replaceAll(access.action, access.action.toLowerCase()),
      403,
    );
  }
  return { arn, queue };
}
