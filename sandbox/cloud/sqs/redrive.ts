import { arnPattern } from "../../../rules/arn";
import type { Queue, World } from "../../world";
import { accountOfArn, regionOfArn } from "../arn";
import { AwsError } from "../contract";
import type { FoundQueue } from "./queue";

const QUEUE_ARN = arnPattern("sqs", "[\\w.-]+");

/**
 * Throws SQS's refusal of a redrive policy: the dead-letter queue is of the same account, Region and type, and lets the
 * queue use it.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function requireRedrive(world: World, { arn, queue }: FoundQueue, text: string): void {
  const refuse = (reason: string): AwsError =>
    new AwsError(
      "InvalidParameterValue",
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    );
  let policy: { deadLetterTargetArn?: string; maxReceiveCount?: unknown };
  try {
    policy = JSON.parse(text);
  } catch {
    throw refuse("Redrive policy is not a valid JSON map.");
  }
  const { deadLetterTargetArn: target = "", maxReceiveCount } = policy ?? {};
  const count = Number(maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    throw refuse("Invalid value for maxReceiveCount: it must be an integer between 1 and 1000.");
  }
  if (!QUEUE_ARN.test(target)) throw refuse("Invalid value for deadLetterTargetArn.");
  const isNear =
    accountOfArn(target) === accountOfArn(arn) && regionOfArn(target) === regionOfArn(arn);
  const deadLetters = Object.hasOwn(world.queues, target) ? world.queues[target] : undefined;
  if (!isNear || deadLetters === undefined) throw refuse("Dead letter target does not exist.");
  if (deadLetters.attributes["FifoQueue"] !== queue.attributes["FifoQueue"]) {
    throw refuse("Dead-letter queue must be same type of queue as the source..");
  }
  // UNVERIFIED text.
  if (!admits(deadLetters, arn))
    throw refuse("Dead letter target does not allow this source queue.");
}

function admits({ attributes }: Queue, source: string): boolean {
  const { redrivePermission = "allowAll", sourceQueueArns = [] } = JSON.parse(
    attributes["RedriveAllowPolicy"] ?? "{}",
  );
  if (redrivePermission === "byQueue") return sourceQueueArns.includes(source);
  return redrivePermission === "allowAll";
}
