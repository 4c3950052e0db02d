import { parseArn } from "../arn";
import type { HealthPartDifference } from "../health/ownParts";
import { WHO } from "./deployAgain";
import { listed } from "./words";
import { KEEP_KEY_FIRST } from "./keyDeletion";

const NO_CHECK = "nothing checks the export between runs of status";
const NO_MESSAGES = "its messages are not sent";

/** What of the health check is not as the stack deploys it, and what follows. */
export function healthPartText(difference: HealthPartDifference): string {
  const { name } = difference;
  switch (difference.part) {
    case "schedule":
      return scheduleText(difference);
    case "function":
      return functionText(difference);
    case "deadLetterQueue":
      return `the queue ${name} of failed runs of the health check does not exist, or the function does not use it: failed runs are not reported`;
    case "alarm":
      if (difference.is === "missing")
        return `the alarm ${name} of the health check does not exist: ${NO_MESSAGES}`;
      if (difference.is === "muted")
        return `the alarm ${name} of the health check is muted by the alarm mute rule ${difference.muteRule}, now or in its next window: ${NO_MESSAGES} then`;
      return difference.is === "changed"
        ? `the alarm ${name} of the health check differs from the one that the stack deploys (${listed(difference.settings)}): it may not be sent when the export stops`
        : `the alarm ${name} of the health check has no action: its actions are disabled, or do not name the topic. ${sentenceOf(NO_MESSAGES)}`;
    case "rule": {
      const at = `the rule ${name} of the health check in ${difference.region}`;
      if (difference.is === "missing") return `${at} does not exist: ${NO_CHANGES}`;
      if (difference.is === "otherPattern")
        return `the event pattern of ${at} is not the one that the stack deploys: changes that stop the export may not be reported`;
      if (difference.is === "otherMessage")
        return `the target of ${at} sends another message than the stack deploys: recipients may not learn which change was made, and by whom`;
      if (difference.is === "withoutDeadLetters")
        return `the target of ${at} has no dead-letter queue, or not the one that the stack deploys: what EventBridge cannot deliver is lost`;
      return difference.is === "disabled"
        ? `${at} is disabled: ${NO_CHANGES}`
        : `${at} has no target that sends its messages: ${NO_CHANGES}`;
    }
    case "topic":
      return topicText(difference);
    case "role":
      return roleText(difference);
    case "key":
      if (difference.is === "unusable")
        return `the key ${name} of the topic of the health check is in state ${difference.state}: ${NO_MESSAGES}`;
      return difference.is === "denies"
        ? `the policy of key ${name} of the topic of the health check does not let alarms and rules use it: ${NO_MESSAGES}`
        : `the policy of key ${name} of the topic of the health check is not the one that the stack deploys: alarms and rules may not be able to send messages`;
  }
}

const NO_CHANGES = "changes that stop the export are not reported";
const sentenceOf = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function scheduleText(difference: Extract<HealthPartDifference, { part: "schedule" }>): string {
  const schedule = `the schedule ${difference.name} of the health check`;
  switch (difference.is) {
    case "missing":
      return `${schedule} does not exist: ${NO_CHECK}`;
    case "disabled":
      return `${schedule} is disabled: ${NO_CHECK}`;
    case "otherInterval":
      return `${schedule} runs at ${difference.value}, expected ${difference.expected}`;
    case "otherTarget":
      return `${schedule} runs ${difference.value}, expected function ${difference.expected}: ${NO_CHECK}`;
  }
}

function functionText(difference: Extract<HealthPartDifference, { part: "function" }>): string {
  const fn = `the function ${difference.name} of the health check`;
  switch (difference.is) {
    case "missing":
      return `${fn} does not exist: ${NO_CHECK}`;
    case "failed":
      return `${fn} is in state Failed: ${NO_CHECK}`;
    case "throttled":
      return `${fn} has a reserved concurrency of 0, so that Lambda does not run it: ${NO_CHECK}`;
    case "variables":
      return `the environment of ${fn} differs from the one that the stack deploys (${listed(difference.variables)}): it may report an export as healthy that is not`;
    case "environment":
      return `the environment of ${fn} is not the one that the stack deploys: it does not check the Regions of the export`;
  }
}

function topicText(difference: Extract<HealthPartDifference, { part: "topic" }>): string {
  const topic = `the topic ${difference.name} of the health check`;
  switch (difference.is) {
    case "missing":
      return `${topic} does not exist: ${NO_MESSAGES}`;
    case "policy":
      return `the policy of ${topic} is not the one that the stack deploys: alarms and rules may not be able to send messages, and others may send them`;
    case "denies":
      return `the policy of ${topic} does not let alarms and rules publish: ${NO_MESSAGES}`;
    case "dataProtection":
      return `${topic} has a data protection policy that denies or masks messages: recipients may not receive them, or not what they say`;
    case "unsubscribed":
      return `${topic} has no subscription: its messages reach no recipient`;
    case "withoutEmail":
      return `${topic} has no subscription of the e-mail address of the configuration: messages do not reach it`;
    case "filtered":
      return `${topic} has a subscription of ${difference.endpoint} with the filter policy ${difference.policy}: SNS sends it no message that does not match`;
    case "encryption":
      return difference.kmsKeyId === undefined
        ? `${topic} is not encrypted (KmsMasterKeyId), expected the key that the stack deploys`
        : `${topic} is encrypted under ${difference.kmsKeyId} (KmsMasterKeyId), which lets no service publish: ${NO_MESSAGES}`;
    case "unconfirmed":
      return `${topic} has a subscription of ${difference.endpoint} that is not confirmed: SNS sends nothing to it`;
  }
}

function roleText(difference: Extract<HealthPartDifference, { part: "role" }>): string {
  const role = `the role ${difference.name} of the health check`;
  switch (difference.is) {
    case "missing":
      return `${role} does not exist: ${NO_RUN}`;
    case "trust":
      return `the trust policy of ${role} is not the one that the stack deploys: ${NO_RUN}`;
    case "policy":
      return `the inline policy of ${role} does not exist, or is not the one that the stack deploys: ${NO_RUN}`;
    case "otherPolicies":
      return `${role} has policies or a permissions boundary that the stack does not deploy (${listed(difference.policies)}): ${NO_RUN}`;
    case "other":
      return `the health check uses role ${difference.name}, expected the stack's ${difference.logicalName}: ${NO_RUN}`;
  }
}

const NO_RUN = "the check may not run, or changes of other Regions may not be reported";

/** One action that sets it again. */
export function healthPartFix(difference: HealthPartDifference): string {
  const { part, is, name } = difference;
  if (part === "key" && is === "unusable") return `${KEEP_KEY_FIRST} ${WHO}`;
  if (part === "key" && is === "denies") {
    return `Allow cloudwatch.amazonaws.com and events.amazonaws.com kms:GenerateDataKey and kms:Decrypt in the policy of ${name}.`;
  }
  if (difference.part === "alarm" && difference.is === "muted") {
    return `Delete the mute rule: aws cloudwatch delete-alarm-mute-rule --alarm-mute-rule-name ${difference.muteRule} --region ${difference.region}. CloudTrail names who made it (PutAlarmMuteRule).`;
  }
  if (difference.part === "role" && difference.is === "otherPolicies") {
    return `Detach or delete what the stack does not deploy from role ${name}, a permissions boundary too. ${WHO}`;
  }
  if (part !== "topic") return WHO;
  if (is === "denies") {
    return `Allow cloudwatch.amazonaws.com and events.amazonaws.com sns:Publish in the policy of ${name}.`;
  }
  const region = parseArn(name)?.region ?? "";
  if (difference.is === "unconfirmed") {
    const protocol = difference.endpoint.includes("@") ? "email" : "https";
    return `Open the link in the message that AWS sent to ${difference.endpoint}. If it is gone, run aws sns subscribe --topic-arn ${name} --protocol ${protocol} --notification-endpoint ${difference.endpoint} --region ${region}: SNS sends it again.`;
  }
  if (difference.is === "filtered") {
    return `Remove the filter policy of the subscription, which aws sns list-subscriptions-by-topic --topic-arn ${name} --region ${region} lists: aws sns set-subscription-attributes --subscription-arn <ARN of the subscription> --attribute-name FilterPolicy --attribute-value {} --region ${region}.`;
  }
  if (is === "dataProtection") {
    return `Remove the data protection policy, or leave statements that audit alone: aws sns put-data-protection-policy --resource-arn ${name} --data-protection-policy '' --region ${region}. ${WHO}`;
  }
  return difference.is === "unsubscribed"
    ? `Subscribe those who answer its messages: set health.email in the config, or run aws sns subscribe --topic-arn ${name} --region ${region}.`
    : WHO;
}
