import type { Queue } from "../../world";
import { serviceDecision } from "../access";
import { accountOfArn, regionOfArn } from "../arn";
import type { Aws } from "../aws";
import { serviceMayUseKey } from "../kms/access";
import { addMessage } from "./messages";

/** An AWS service that acts for a resource of an account. */
export interface Sender {
  service: string;
  sourceArn: string;
  sourceAccount: string;
}

export function senderContext({ sourceArn, sourceAccount }: Sender): { [key: string]: string } {
  return { "aws:SourceArn": sourceArn, "aws:SourceAccount": sourceAccount };
}

/** Why a queue does not take messages of a service, or undefined when it does. */
export function queueRefusal(aws: Aws, queueArn: string, sender: Sender): string | undefined {
  const queue = aws.world.queues[queueArn];
  if (queue === undefined) return `The queue ${queueArn} does not exist.`;
  const context = senderContext(sender);
  const access = { action: "sqs:SendMessage", resource: queueArn, context };
  const guard = { owner: accountOfArn(queueArn), policy: queue.policy };
  if (serviceDecision(aws.world, guard, sender.service, access) !== "allowed") {
    return `The policy of ${queueArn} does not let ${sender.service} do sqs:SendMessage.`;
  }
  const keyId = queue.attributes["KmsMasterKeyId"];
  const owner = { accountId: accountOfArn(queueArn), region: regionOfArn(queueArn) };
  if (keyId !== undefined && !serviceMayUseKey(aws, owner, keyId, sender.service, context)) {
    return `The key ${keyId} of ${queueArn} does not let ${sender.service} use it.`;
  }
  return undefined;
}

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
function sizeRefusal({ attributes }: Queue, body: string): string | undefined {
  const most = Number(attributes["MaximumMessageSize"]);
  return Buffer.byteLength(body) > most
    ? `The message is longer than the ${most} bytes that the queue takes.`
    : undefined;
}

/** Puts a service's message into a queue. One that is refused is dropped; the answer is why. */
export function deliverToQueue(
  aws: Aws,
  queueArn: string,
  sender: Sender,
  body: string,
): string | undefined {
  const queue = aws.world.queues[queueArn];
  const refusal = queueRefusal(aws, queueArn, sender) ?? (queue && sizeRefusal(queue, body));
  if (refusal === undefined && queue !== undefined) addMessage(aws, queue, body);
  return refusal;
}
