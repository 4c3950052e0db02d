import { knownArn } from "../arn";
import { isAs, letsThrough, policyDifference } from "../readers/deliveryPolicies";
import { lacksAll } from "../readers/subscriptionFilter";
import { isOwnKeyOfSns, KEY_NOT_FOUND } from "../readers/topicKey";
import type { PolicyDocument } from "../policyDocument";
import { partitionOf } from "../regions";
import { healthNames } from "./names";
import type {
  DeclaredHealthParts,
  HealthPartDifference,
  ObservedTopic,
  TopicSubscription,
} from "./ownParts";
import { OWN_TOPIC } from "./ownParts";
import { alarmKeyPolicy, alarmTopicPolicy } from "./permissions";

/** The topic of messages: whether alarms and rules may publish to it, and who gets what they publish. */
export function topicDifferences(
  { component, topic: declared, email }: DeclaredHealthParts,
  topic: ObservedTopic | undefined,
): HealthPartDifference[] {
  const part = "topic" as const;
  const isOwn = declared === OWN_TOPIC;
  if (topic === undefined) {
    const name = isOwn ? healthNames(component).topic : String(declared);
    return [{ part, is: "missing", name }];
  }
  const { arn: name, subscriptions } = topic;
  const isByEmail = subscriptions.some(({ protocol }) => protocol === "email");
  return [
    ...publishDifferences(topic, isOwn),
    ...keyDifferences(topic, isOwn),
    ...(subscriptions.length === 0 && !email ? [{ part, is: "unsubscribed", name } as const] : []),
    ...(email && !isByEmail ? [{ part, is: "withoutEmail", name } as const] : []),
    ...subscriptions.flatMap((one) => subscriptionDifferences(name, one, email)),
  ];
}

/** Of a subscription that the stack makes, no filter is the stack's; others may have one that lets messages of services through. */
function subscriptionDifferences(
  name: string,
  { protocol, endpoint, pending, filter }: TopicSubscription,
  email: boolean,
): HealthPartDifference[] {
  const part = "topic" as const;
  if (pending) return [{ part, is: "unconfirmed", name, endpoint }];
  if (filter === undefined) return [];
  const isOwn = email && protocol === "email";
  const { policy } = filter;
  return isOwn || lacksAll(filter) ? [{ part, is: "filtered", name, endpoint, policy }] : [];
}

/** The services that publish: AWS's pages disagree whether EventBridge says for what, so that no condition may need it. */
const PUBLISHERS = ["cloudwatch.amazonaws.com", "events.amazonaws.com"];

function publishDifferences({ arn, policy }: ObservedTopic, isOwn: boolean) {
  const { accountId } = knownArn(arn);
  const holds = isOwn
    ? isAs(alarmTopicPolicy(arn, accountId))
    : letsPublish(accountId, ["sns:Publish"], arn);
  const differs = policyDifference("topic", arn, policy, holds).length > 0;
  const is = isOwn ? "policy" : "denies";
  return differs ? [{ part: "topic", is, name: arn } as const] : [];
}

function keyDifferences(topic: ObservedTopic, isOwn: boolean): HealthPartDifference[] {
  const { arn, kmsKeyId, key } = topic;
  if (kmsKeyId === undefined || isOwnKeyOfSns(kmsKeyId)) {
    const found = kmsKeyId !== undefined && { kmsKeyId };
    const isMeant = kmsKeyId === undefined && !isOwn;
    return isMeant ? [] : [{ part: "topic", is: "encryption", name: arn, ...found }];
  }
  const state = key?.state ?? KEY_NOT_FOUND;
  if (key === undefined || state !== "Enabled") {
    return [{ part: "key", is: "unusable", name: key?.arn ?? kmsKeyId, state }];
  }
  const { accountId, region } = knownArn(arn);
  const holds = isOwn
    ? isAs(alarmKeyPolicy(partitionOf(region), accountId))
    : letsPublish(accountId, ["kms:GenerateDataKey", "kms:Decrypt"], key.arn);
  const differs = policyDifference("key", key.arn, key.policy, holds).length > 0;
  return differs ? [{ part: "key", is: isOwn ? "policy" : "denies", name: key.arn }] : [];
}

/** Whether a policy lets both services do all of the actions; what is undetermined is not denied. */
const letsPublish =
  (accountId: string, actions: readonly string[], resource: string) =>
  (document: PolicyDocument): true | "denied" => {
    const source = { "aws:SourceAccount": accountId };
    const results = PUBLISHERS.flatMap((service) =>
      actions.map((action) => letsThrough(document, { service, action, resource, source })),
    );
    return results.includes("denied") ? "denied" : true;
  };
