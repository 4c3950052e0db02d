import { randomUUID } from "node:crypto";
import { arnPattern } from "../../../rules/arn";
import type { Subscription, Topic } from "../../world";
import { accountOfArn } from "../arn";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { requireSubscriptionAttributes } from "./subscriptionRules";
import { invalid, requireTopic } from "./topic";

/** Protocol -> what its endpoints look like. */
const ENDPOINTS: { [protocol: string]: RegExp } = {
  sqs: arnPattern("sqs", "[\\w.-]+"),
  lambda: arnPattern("lambda", "function:.+"),
  firehose: arnPattern("firehose", "deliverystream/.+"),
  application: arnPattern("sns", "endpoint/.+"),
  email: /^[^@\s]+@[^@\s]+$/,
  "email-json": /^[^@\s]+@[^@\s]+$/,
  http: /^http:\/\//,
  https: /^https:\/\//,
  sms: /^\+?\d+$/,
};

const SETTABLE = new Set([
  "RawMessageDelivery",
  "FilterPolicy",
  "FilterPolicyScope",
  "DeliveryPolicy",
  "RedrivePolicy",
  "ReplayPolicy",
  "SubscriptionRoleArn",
]);

export const subscriptionOperations: Operations = {
  /** The same endpoint again is answered with the subscription that there is. */
  Subscribe: (aws, caller, input) => {
    const { TopicArn, Protocol, Endpoint, Attributes = {}, ReturnSubscriptionArn } = input;
    const context = { "sns:Protocol": String(Protocol), "sns:Endpoint": String(Endpoint) };
    const { arn, topic } = requireTopic(aws, caller, TopicArn, "Subscribe", context);
    const endpoints = ENDPOINTS[String(Protocol)];
    if (endpoints === undefined) {
      throw invalid(`Amazon SNS does not support this protocol string: ${Protocol}`);
    }
    if (!endpoints.test(String(Endpoint))) throw invalid(`${Protocol} endpoint ARN`);
    requireSameType(topic, Protocol, String(Endpoint));
    for (const name of Object.keys(Attributes)) requireAttribute(name);
    requireSubscriptionAttributes({ protocol: Protocol, topicArn: arn }, Attributes);
    const existing = Object.entries(topic.subscriptions).find(
      ([, one]) => one.protocol === Protocol && one.endpoint === Endpoint,
    );
    if (existing !== undefined) {
      const [id, { attributes, pending }] = existing;
      const changed = Object.keys(Attributes).some((name) => attributes[name] !== Attributes[name]);
      if (changed) {
        throw invalid("Attributes Reason: Subscription already exists with different attributes");
      }
      return subscribed(`${arn}:${id}`, pending, ReturnSubscriptionArn);
    }
    const id = randomUUID();
    const pending = !confirmsItself(caller, Protocol, Endpoint);
    topic.subscriptions[id] = {
      protocol: Protocol,
      endpoint: Endpoint,
      owner: caller.accountId,
      pending,
      attributes: { ...Attributes },
    };
    return subscribed(`${arn}:${id}`, pending, ReturnSubscriptionArn);
  },

  GetSubscriptionAttributes: (aws, caller, { SubscriptionArn }) => {
    const { id, topicArn, subscription } = requireSubscription(aws, caller, SubscriptionArn);
    const { protocol, endpoint, owner, pending, attributes } = subscription;
    return {
      Attributes: {
        SubscriptionArn: `${topicArn}:${id}`,
        TopicArn: topicArn,
        Protocol: protocol,
        Endpoint: endpoint,
        Owner: owner,
        PendingConfirmation: String(pending),
        ConfirmationWasAuthenticated: String(!pending),
        RawMessageDelivery: "false",
        ...attributes,
      },
    };
  },

  SetSubscriptionAttributes: (aws, caller, input) => {
    const { AttributeName: name, AttributeValue: value = "" } = input;
    const found = requireSubscription(aws, caller, input["SubscriptionArn"]);
    const { subscription, topicArn } = found;
    requireAttribute(name);
    const { [name]: _old, ...others } = subscription.attributes;
    const attributes = value === "" ? others : { ...others, [name]: value };
    requireSubscriptionAttributes({ protocol: subscription.protocol, topicArn }, attributes);
    subscription.attributes = attributes;
  },

  Unsubscribe: (aws, caller, { SubscriptionArn }) => {
    const { id, topicArn } = requireSubscription(aws, caller, SubscriptionArn);
    delete aws.world.topics[topicArn]?.subscriptions[id];
  },

  ListSubscriptionsByTopic: (aws, caller, { TopicArn }) => {
    const { arn, topic } = requireTopic(aws, caller, TopicArn, "ListSubscriptionsByTopic");
    return {
      Subscriptions: Object.entries(topic.subscriptions).map(([id, subscription]): Members => {
        const { protocol, endpoint, owner, pending } = subscription;
        return {
          SubscriptionArn: pending ? "PendingConfirmation" : `${arn}:${id}`,
          Owner: owner,
          Protocol: protocol,
          Endpoint: endpoint,
          TopicArn: arn,
        };
      }),
    };
  },
};

/** The ARN of one that waits for confirmation is answered on request alone: API_Subscribe. */
function subscribed(arn: string, pending: boolean, isRequested: boolean | undefined): Members {
  return { SubscriptionArn: pending && isRequested !== true ? "pending confirmation" : arn };
}

/** A queue, function or stream is confirmed when its own account subscribes it; people and sites have to answer. */
function confirmsItself({ accountId }: Caller, protocol: string, endpoint: string): boolean {
  if (protocol === "sms") return true;
  return accountOfArn(endpoint) === accountId;
}

function requireSubscription(
  { world }: Aws,
  caller: Caller,
  arn: unknown,
): { id: string; topicArn: string; subscription: Subscription } {
  const [, topicArn = "", id = ""] = /^(.+):([^:]+)$/.exec(String(arn)) ?? [];
  const subscription = world.topics[topicArn]?.subscriptions[id];
  if (subscription === undefined)
    throw new AwsError("NotFound", "Subscription does not exist", 404);
  if (![subscription.owner, accountOfArn(topicArn)].includes(caller.accountId)) {
    throw new AwsError(
      "AuthorizationError",
      `User: ${caller.arn} is not authorized to perform: SNS:GetSubscriptionAttributes on resource: ${arn}`,
      403,
    );
  }
  return { id, topicArn, subscription };
}

/** Source: https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html */
function requireSameType({ attributes }: Topic, protocol: string, endpoint: string): void {
  const isFifo = attributes["FifoTopic"] === "true";
  if (isFifo && protocol !== "sqs") {
    throw invalid("Endpoint Reason: Please use FIFO SQS queue");
  }
  if (!isFifo && protocol === "sqs" && endpoint.endsWith(".fifo")) {
    throw invalid("Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
  }
}

function requireAttribute(name: unknown): void {
  if (!SETTABLE.has(String(name))) throw invalid("AttributeName");
}
