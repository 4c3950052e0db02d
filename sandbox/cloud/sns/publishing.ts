import { randomUUID } from "node:crypto";
import type { Subscription } from "../../world";
import { serviceDecision } from "../access";
import { accountOfArn, dnsSuffix, regionOfArn } from "../arn";
import type { Aws } from "../aws";
import { matchesPattern } from "../events/pattern";
import { serviceMayUseKey } from "../kms/access";
import { deliverToQueue, type Sender, senderContext } from "../sqs/deliver";
import { protectionsOf } from "./dataProtection";
import type { FoundTopic } from "./topic";

/**
 * Publishes and uses a topic's key without saying for what, so that conditions on the source keep it out.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
const WITHOUT_SOURCE = "events.amazonaws.com";

/** Why a topic does not take messages of a service, or undefined when it does. */
export function topicRefusal(aws: Aws, topicArn: string, sender: Sender): string | undefined {
  const topic = aws.world.topics[topicArn];
  if (topic === undefined) return `The topic ${topicArn} does not exist.`;
  const context = senderContext(sender);
  // AWS's pages disagree on EventBridge: a message passes only where it would whichever of them is right.
  const readings = sender.service === WITHOUT_SOURCE ? [context, {}] : [context];
  const isAllowed = readings.every((known) => {
    const access = { action: "SNS:Publish", resource: topicArn, context: known };
    const guard = { owner: accountOfArn(topicArn), policy: topic.policy };
    return serviceDecision(aws.world, guard, sender.service, access) === "allowed";
  });
  if (!isAllowed) {
    return `The policy of ${topicArn} does not let ${sender.service} do SNS:Publish.`;
  }
  if (protectionsOf(topic).includes("Deny")) {
    return `The data protection policy of ${topicArn} denies the message.`;
  }
  const keyId = topic.attributes["KmsMasterKeyId"];
  const owner = { accountId: accountOfArn(topicArn), region: regionOfArn(topicArn) };
  const keyContext = sender.service === WITHOUT_SOURCE ? {} : context;
  if (keyId !== undefined && !serviceMayUseKey(aws, owner, keyId, sender.service, keyContext)) {
    return `The key ${keyId} of ${topicArn} does not let ${sender.service} use it.`;
  }
  return undefined;
}

/** Publishes what a service says. What is refused is dropped; the answer is why. */
export function publishAs(
  aws: Aws,
  topicArn: string,
  sender: Sender,
  message: string,
  subject?: string,
): string | undefined {
  const refusal = topicRefusal(aws, topicArn, sender);
  const topic = aws.world.topics[topicArn];
  if (refusal === undefined && topic !== undefined) {
    publish(aws, { arn: topicArn, topic }, message, subject);
  }
  return refusal;
}

/** Hands a message to every queue that is subscribed; answers its id. Other protocols lead out of the sandbox. */
export function publish(
  aws: Aws,
  { arn, topic }: FoundTopic,
  message: string,
  subject?: string,
): string {
  const id = randomUUID();
  const sender: Sender = {
    service: "sns.amazonaws.com",
    sourceArn: arn,
    sourceAccount: accountOfArn(arn),
  };
  for (const [subscriptionId, subscription] of Object.entries(topic.subscriptions)) {
    if (subscription.pending || !passesFilter(subscription, message)) continue;
    if (subscription.protocol !== "sqs") continue;
    const isRaw = subscription.attributes["RawMessageDelivery"] === "true";
    const text = protectionsOf(topic).includes("Deidentify") ? masked(message) : message;
    const parts = { arn, id, message: text, subject, subscriptionArn: `${arn}:${subscriptionId}` };
    const body = isRaw ? text : wrapped(aws, parts);
    const refusal = deliverToQueue(aws, subscription.endpoint, sender, body);
    const deadLetters = deadLettersOf(subscription);
    if (refusal !== undefined && deadLetters) deliverToQueue(aws, deadLetters, sender, body);
  }
  return id;
}

/** As if all of it were of the policy's data identifiers. */
function masked(message: string): string {
  return JSON.stringify("#".repeat(message.length));
}

/** Messages of services have no attributes, so that a filter on attributes lets through what asks for none. */
function passesFilter({ attributes }: Subscription, message: string): boolean {
  const { FilterPolicy, FilterPolicyScope } = attributes;
  if (FilterPolicy === undefined) return true;
  const pattern = JSON.parse(FilterPolicy);
  if (FilterPolicyScope !== "MessageBody") return matchesPattern(pattern, {});
  try {
    return matchesPattern(pattern, JSON.parse(message));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function deadLettersOf({ attributes }: Subscription): string | undefined {
  const { RedrivePolicy } = attributes;
  return RedrivePolicy === undefined ? undefined : JSON.parse(RedrivePolicy).deadLetterTargetArn;
}

/** Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
function wrapped(
  { now }: Aws,
  parts: {
    arn: string;
    id: string;
    message: string;
    subject: string | undefined;
    subscriptionArn: string;
  },
): string {
  const { arn, id, message, subject, subscriptionArn } = parts;
  const region = regionOfArn(arn);
  const host = `https://sns.${region}.${dnsSuffix(region)}`;
  return JSON.stringify(
    {
      Type: "Notification",
      MessageId: id,
      TopicArn: arn,
      ...(subject !== undefined && { Subject: subject }),
      Message: message,
      Timestamp: now().toISOString(),
      SignatureVersion: "1",
      Signature: "not-signed-in-the-sandbox",
      SigningCertURL: `${host}/SimpleNotificationService.pem`,
      UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    },
    undefined,
    2,
  );
}
