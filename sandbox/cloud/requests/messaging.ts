import { busArn } from "../events/bus";
import { arnText, knownArn, parseArn, resourceId } from "../../../rules/arn";
import { beforeColon } from "../../../rules/tokens";
import type { Members } from "../contract";
import { type NeededAction, type Call, EVERY, named, passedRoles, tagging } from "./needed";

export function snsActions({ caller, name, input }: Call): NeededAction[] {
  const { TopicArn, ResourceArn, SubscriptionArn, Name, Tags } = input;
  // A subscription is authorized on its topic.
  const ofSubscription = SubscriptionArn && topicOf(String(SubscriptionArn));
  const topic: string = TopicArn ?? ResourceArn ?? ofSubscription ?? named(caller, "sns", "", Name);
  return [
    { action: name, resources: [topic] },
    ...(name === "CreateTopic" ? tagging(Tags, [topic]) : []),
  ];
}

function topicOf(subscriptionArn: string): string {
  if (parseArn(subscriptionArn) === undefined) return EVERY;
  const subscription = knownArn(subscriptionArn);
  return arnText({ ...subscription, resource: beforeColon(subscription.resource) });
}

export function sqsActions({ caller, name, input }: Call): NeededAction[] {
  const { QueueUrl, QueueName, tags } = input;
  const resources = [named(caller, "sqs", "", QueueName ?? QueueUrl?.split("/").pop())];
  return [
    { action: name, resources },
    ...(name === "CreateQueue" ? tagging(tags, resources, "TagQueue") : []),
  ];
}

export function eventsActions({ caller, name, input }: Call): NeededAction[] {
  const { ResourceARN, Name, Rule, EventBusName, Targets, Tags } = input;
  if (ResourceARN !== undefined) return [{ action: name, resources: [ResourceARN] }];
  const bus = EventBusName === undefined ? "default" : nameIn(EventBusName);
  const resource = /EventBus$/.test(name)
    ? busArn(caller, Name)
    : named(caller, "events", bus === "default" ? "rule/" : `rule/${bus}/`, Name ?? Rule);
  const roles = (Targets ?? []).map((target: Members) => target["RoleArn"] as unknown);
  return [
    { action: name, resources: [resource] },
    ...tagging(Tags, [resource]),
    ...passedRoles(...roles),
  ];
}

function nameIn(nameOrArn: unknown): string {
  const text = String(nameOrArn);
  return parseArn(text) === undefined ? text : resourceId(text);
}
