import { parseArn } from "../arn";
import { isGeneratedFrom } from "../generatedNames";
import type { SubscriptionFilter } from "../readers/subscriptionFilter";
import type { ObservedKey } from "../readers/topicKey";
import type { ResourceIdentity } from "../resources";
import { awsType } from "../resources";
import { fromEnvironment } from "./environment";
import { healthNames } from "./names";
import type { AlarmSettings } from "./ownAlarms";
import { changedSettings } from "./ownAlarms";

/** A rule by its name without what Pulumi appends. */
export interface DeclaredRule {
  region: string;
  name: string;
}

/** The parts of a health check as a stack declares them. */
export interface DeclaredHealthParts {
  /** Name of the component. */
  component: string;
  /** Name of the export; undefined: not known. */
  exportName?: string;
  homeRegion: string;
  /** Regions that it checks; undefined: not known. */
  regions?: readonly string[];
  /** Undefined: not known. */
  scheduleExpression?: string;
  /** Names of alarms without what Pulumi appends. */
  alarms: readonly string[];
  rules: readonly DeclaredRule[];
  /** ARN of the topic that is given; "own": the component makes it; undefined: not known. */
  topic?: string;
  /** Whether messages are sent to an e-mail address. */
  email: boolean;
  /** Variables of the function, as far as they are known. Defaults to none. */
  environment?: { [name: string]: string };
}

/** The topic that a health check makes itself. */
export const OWN_TOPIC = "own";

/** The parts by what a component registers. `forwards`: the Regions whose rules forward to the home Region. */
export function declaredParts(
  { component, homeRegion, forwards, ...known }: DeclaredParts,
  resources: readonly ResourceIdentity[],
): DeclaredHealthParts {
  const names = healthNames(component);
  const named = (type: string) =>
    resources.filter((one) => one.type === type).map(({ name }) => name);
  const regionOf = (name: string) =>
    forwards.find((region) => names.forward(region) === name) ?? homeRegion;
  return {
    ...{ component, homeRegion, ...known },
    alarms: named(awsType("cloudwatch", "MetricAlarm")),
    rules: named(awsType("cloudwatch", "EventRule")).map((name) => ({
      ...{ region: regionOf(name), name },
    })),
  };
}

interface DeclaredParts extends Omit<DeclaredHealthParts, "alarms" | "rules"> {
  forwards: readonly string[];
}

export interface ObservedSchedule {
  name: string;
  /** ENABLED or DISABLED. */
  state: string;
  expression: string;
  targetArn: string;
  /** Of the role that calls the target. Defaults to none. */
  roleArn?: string;
}

export interface ObservedFunction {
  name: string;
  /** Undefined: Lambda does not say. */
  state?: string;
  /** Reserved concurrent executions; undefined: none are reserved. */
  concurrency?: number;
  environment: { [name: string]: string };
  /** The queue of failed runs, as far as it exists. */
  deadLetterQueueArn?: string;
  /** Of its role; undefined: not read. */
  roleArn?: string;
}

export interface ObservedAlarm {
  name: string;
  actionsEnabled: boolean;
  actions: readonly string[];
  /** Undefined: not read. */
  settings?: AlarmSettings;
}

export interface ObservedRule {
  region: string;
  name: string;
  /** ENABLED or DISABLED, or enabled in another way. */
  state: string;
  /** The event pattern; undefined: not read, or it has a schedule. */
  pattern?: string;
  targetArns: readonly string[];
  /** What a target sends by its template, by its ARN; undefined: not read. */
  templates?: { [targetArn: string]: string | undefined };
  /** The queues of what cannot be delivered, as far as they exist, by the target's ARN; undefined: not read. */
  deadLetters?: { [targetArn: string]: string | undefined };
  /** ARNs of the targets' roles. Defaults to none. */
  roleArns?: readonly string[];
}

export interface ObservedTopic {
  arn: string;
  /** Null: it has none. */
  policy: string | null;
  /** ARN, id or alias of the key; undefined: messages are not encrypted. */
  kmsKeyId?: string;
  /** Undefined: KMS does not have it, or it is AWS's own. */
  key?: ObservedKey;
  subscriptions: readonly TopicSubscription[];
}

/** Who gets what is published to a topic. */
export interface TopicSubscription {
  protocol: string;
  endpoint: string;
  /** Whether it waits for its confirmation: nothing is sent until then. */
  pending: boolean;
  /** What messages have to match; undefined: none has to. */
  filter?: SubscriptionFilter;
}

/** What of a health check is not as the stack deploys it. `name` is that in AWS, or without what Pulumi appends where the part is gone. */
export type HealthPartDifference =
  | { part: "deadLetterQueue"; is: "missing"; name: string }
  | { part: "alarm"; is: "missing" | "withoutActions"; name: string }
  | { part: "alarm"; is: "changed"; name: string; settings: string[] }
  | { part: "alarm"; is: "muted"; name: string; muteRule: string; region: string }
  | {
      part: "rule";
      is:
        | "missing"
        | "disabled"
        | "withoutTarget"
        | "withoutDeadLetters"
        | "otherPattern"
        | "otherMessage";
      name: string;
      region: string;
    }
  | { part: "schedule"; is: "missing" | "disabled"; name: string }
  | {
      part: "schedule";
      is: "otherInterval" | "otherTarget";
      name: string;
      value: string;
      expected: string;
    }
  | { part: "function"; is: "missing" | "failed" | "throttled" | "environment"; name: string }
  | { part: "function"; is: "variables"; name: string; variables: string[] }
  | {
      part: "topic";
      is: "missing" | "policy" | "denies" | "dataProtection" | "unsubscribed" | "withoutEmail";
      name: string;
    }
  | { part: "topic"; is: "unconfirmed"; name: string; endpoint: string }
  | { part: "topic"; is: "filtered"; name: string; endpoint: string; policy: string }
  | { part: "topic"; is: "encryption"; name: string; kmsKeyId?: string }
  | { part: "key"; is: "unusable"; name: string; state: string }
  | { part: "key"; is: "policy" | "denies"; name: string }
  | { part: "role"; is: "missing" | "policy" | "trust"; name: string }
  | { part: "role"; is: "otherPolicies"; name: string; policies: string[] }
  | { part: "role"; is: "other"; name: string; logicalName: string };

/** EventBridge Scheduler runs it at this interval. */
export const rateOf = (minutes: number): string => `rate(${minutes} minutes)`;

export function scheduleDifferences(
  { component, scheduleExpression: expected }: DeclaredHealthParts,
  schedule: ObservedSchedule | undefined,
): HealthPartDifference[] {
  const names = healthNames(component);
  if (schedule === undefined) return [{ part: "schedule", is: "missing", name: names.schedule }];
  const { name, state, expression, targetArn } = schedule;
  const differs = expected !== undefined && expression !== expected;
  return [
    ...(state === "ENABLED" ? [] : [{ part: "schedule", is: "disabled", name } as const]),
    ...(differs
      ? [{ part: "schedule", is: "otherInterval", name, value: expression, expected } as const]
      : []),
    ...(isFunctionOf(component, targetArn)
      ? []
      : [
          {
            ...({ part: "schedule", is: "otherTarget", name } as const),
            ...{ value: targetArn, expected: names.function },
          },
        ]),
  ];
}

/** Whether a Lambda function is the one of the health check. */
export function isFunctionOf(component: string, arn: string): boolean {
  return isGeneratedFrom(healthNames(component).function, functionName(arn));
}

/** Name in `function:NAME`. */
export function functionName(arn: string): string {
  return (parseArn(arn)?.resource ?? "").replace(/^function:/, "");
}

export function functionDifferences(
  { component, regions, environment: declared = {} }: DeclaredHealthParts,
  fn: ObservedFunction | undefined,
): HealthPartDifference[] {
  const names = healthNames(component);
  if (fn === undefined) return [{ part: "function", is: "missing", name: names.function }];
  const { name, state, concurrency, environment, deadLetterQueueArn } = fn;
  const { settings } = fromEnvironment(environment);
  const checked = settings?.regions.map(({ region }) => region) ?? [];
  const isOther = settings === undefined || (regions !== undefined && !sameItems(checked, regions));
  const queue = names.deadLetterQueue;
  const variables = Object.keys(declared).filter((one) => environment[one] !== declared[one]);
  return [
    ...(state === "Failed" ? [{ part: "function", is: "failed", name } as const] : []),
    ...(concurrency === 0 ? [{ part: "function", is: "throttled", name } as const] : []),
    ...(isOther ? [{ part: "function", is: "environment", name } as const] : []),
    ...(!isOther && variables.length > 0
      ? [{ part: "function", is: "variables", name, variables } as const]
      : []),
    ...(deadLetterQueueArn === undefined
      ? [{ part: "deadLetterQueue", is: "missing", name: queue } as const]
      : []),
  ];
}

function sameItems(these: readonly string[], those: readonly string[]): boolean {
  return [...these].sort().join() === [...those].sort().join();
}

/** `topicArn`: the topic of messages; undefined: which one it is, is not known. */
export function alarmDifferences(
  { alarms, ...owner }: DeclaredHealthParts,
  observed: readonly ObservedAlarm[],
  topicArn: string | undefined,
): HealthPartDifference[] {
  return alarms.flatMap((declared): HealthPartDifference[] => {
    const alarm = observed.find(({ name }) => isGeneratedFrom(declared, name));
    if (alarm === undefined) return [{ part: "alarm", is: "missing", name: declared }];
    const { name, actionsEnabled, actions, settings } = alarm;
    const isSent =
      topicArn === undefined ? actions.length > 0 : actions.some((one) => one === topicArn);
    const changed = settings === undefined ? [] : changedSettings(owner, declared, settings);
    return [
      ...(actionsEnabled && isSent ? [] : [{ part: "alarm", is: "withoutActions", name } as const]),
      ...(changed.length > 0
        ? [{ part: "alarm", is: "changed", name, settings: changed } as const]
        : []),
    ];
  });
}
