import { arnPattern } from "../../../rules/arn";
import { accountOfArn, regionOfArn } from "../arn";
import { patternProblem } from "../events/patternRules";
import { isJsonObject } from "../json";
import { invalid } from "./topic";

type Attributes = { [name: string]: string };

/** Protocols that take messages as they were published. */
const RAW = ["sqs", "http", "https", "firehose"];
const QUEUE = arnPattern("sqs", "[\\w.-]+");
const ROLE = arnPattern("iam", "role/.+");
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/**
 * Throws SNS's refusal of the attributes that a subscription would have.
 * Source: https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 */
export function requireSubscriptionAttributes(
  { protocol, topicArn }: { protocol: string; topicArn: string },
  attributes: Attributes,
): void {
  const { RawMessageDelivery: raw, FilterPolicyScope: scope, RedrivePolicy } = attributes;
  if (raw !== undefined && !["true", "false"].includes(raw)) {
    throw reason(`RawMessageDelivery: Invalid value [${raw}]. Must be true or false.`);
  }
  if (raw === "true" && !RAW.includes(protocol)) {
    throw reason(`Delivery protocol [${protocol}] does not support raw message delivery.`);
  }
  if (scope !== undefined && !["MessageAttributes", "MessageBody"].includes(scope)) {
    throw reason(
      `FilterPolicyScope: Invalid value [${scope}]. Please use either MessageBody or MessageAttributes`,
    );
  }
  requireFilter(attributes["FilterPolicy"], scope ?? "MessageAttributes");
  requireRedrive(RedrivePolicy, topicArn);
  const { DeliveryPolicy, SubscriptionRoleArn: role } = attributes;
  if (DeliveryPolicy !== undefined && !isJsonObject(DeliveryPolicy)) throw reason("DeliveryPolicy");
  const needsRole = protocol === "firehose";
  if (needsRole !== (role !== undefined && ROLE.test(role))) throw reason("SubscriptionRoleArn");
}

/** Source: https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
function requireFilter(text: string | undefined, scope: string): void {
  if (text === undefined) return;
  if (!isJsonObject(text)) throw reason("FilterPolicy: failed to parse JSON.");
  const policy = JSON.parse(text) as { [name: string]: unknown };
  if (Object.keys(policy).length === 0) return;
  const problem = patternProblem(policy);
  if (problem !== undefined) throw reason(`FilterPolicy: ${problem}`);
  const isNested = Object.values(policy).some(
    (value) => typeof value === "object" && !Array.isArray(value),
  );
  if (isNested && scope === "MessageAttributes") {
    throw reason("Filter policy scope MessageAttributes does not support nested filter policy");
  }
  const leaves = leavesOf(policy);
  if (leaves.length > MOST_KEYS) {
    throw reason("FilterPolicy: Filter policy can not have more than 5 keys");
  }
  const combinations = leaves.reduce((product, { values, depth }) => product * values * depth, 1);
  if (combinations > MOST_COMBINATIONS) throw reason("FilterPolicy: Filter policy is too complex");
}

/** The keys with values, with how deep they are nested. */
function leavesOf(policy: object, depth = 1): { values: number; depth: number }[] {
  return Object.values(policy).flatMap((value: unknown) => {
    if (Array.isArray(value)) return [{ values: value.length, depth }];
    return leavesOf(value as object, depth + 1);
  });
}

/** Source: https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
function requireRedrive(text: string | undefined, topicArn: string): void {
  if (text === undefined) return;
  if (!isJsonObject(text)) throw reason("RedrivePolicy: failed to parse JSON.");
  const { deadLetterTargetArn: target } = JSON.parse(text);
  if (!QUEUE.test(String(target))) {
    throw reason("RedrivePolicy: deadLetterTargetArn is an invalid arn");
  }
  const isNear =
    accountOfArn(target) === accountOfArn(topicArn) &&
    regionOfArn(target) === regionOfArn(topicArn);
  // UNVERIFIED text.
  if (!isNear) throw reason("RedrivePolicy: deadLetterTargetArn is of another account or Region");
}

function reason(text: string): Error {
  return invalid(`Attributes Reason: ${text}`);
}
