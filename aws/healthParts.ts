import { CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import { GetFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from "@aws-sdk/client-scheduler";
import type { GetScheduleOutput } from "@aws-sdk/client-scheduler";
import {
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  SNSClient,
} from "@aws-sdk/client-sns";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";

import { knownArn, startsAsArn } from "../rules/arn";
import type {
  ObservedAlarm,
  ObservedFunction,
  ObservedRule,
  ObservedSchedule,
  ObservedTopic,
} from "../rules/health/ownParts";
import { functionName } from "../rules/health/ownParts";
import type { Account } from "./accounts";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import { isCode } from "./errors";
import { keys } from "./key";

/** The parts of a health check in one Region; every call rejects with the error of the SDK. */
export interface HealthParts {
  /** The schedules whose names start so. */
  schedules(prefix: string): Promise<ObservedSchedule[]>;
  /** Undefined: it is not found. */
  fn(arn: string): Promise<ObservedFunction | undefined>;
  /** The alarms whose names start so. */
  alarms(prefix: string): Promise<ObservedAlarm[]>;
  /** The rules of the default bus whose names start so. */
  rules(prefix: string): Promise<ObservedRule[]>;
  topics(): Promise<string[]>;
  /** Undefined: it is not found. */
  topic(arn: string): Promise<ObservedTopic | undefined>;
  close(): void;
}

export function healthParts(
  region: string,
  { credentials }: Account,
  settings: ClientSettings,
): HealthParts {
  const scheduler = connect(SchedulerClient, region, settings, credentials);
  const lambda = connect(LambdaClient, region, settings, credentials);
  const cloudwatch = connect(CloudWatchClient, region, settings, credentials);
  const events = connect(EventBridgeClient, region, settings, credentials);
  const sns = connect(SNSClient, region, settings, credentials);
  const sqs = connect(SQSClient, region, settings, credentials);
  const kms = keys(region, credentials, settings);
  return {
    async schedules(NamePrefix) {
      const list = new ListSchedulesCommand({ NamePrefix });
      const { Schedules = [] } = await scheduler.client.send(list, scheduler.options());
      return Promise.all(
        Schedules.map(async ({ Name, GroupName }) => {
          const command = new GetScheduleCommand({ Name, GroupName });
          const found = await scheduler.client.send(command, scheduler.options());
          return {
            ...{ name: found.Name ?? "", state: found.State ?? "" },
            ...{ expression: expressionOf(found), targetArn: found.Target?.Arn ?? "" },
          };
        }),
      );
    },
    async fn(arn) {
      const command = new GetFunctionCommand({ FunctionName: arn });
      const found = await unlessGone("ResourceNotFound", () =>
        lambda.client.send(command, lambda.options()),
      );
      if (found === undefined) return undefined;
      const { Configuration, Concurrency } = found;
      const queueArn = Configuration?.DeadLetterConfig?.TargetArn;
      const exists = queueArn !== undefined && (await hasQueue(queueArn));
      const concurrency = Concurrency?.ReservedConcurrentExecutions;
      return {
        name: functionName(arn),
        ...(Configuration?.State && { state: Configuration.State }),
        ...(concurrency !== undefined && { concurrency }),
        environment: Configuration?.Environment?.Variables ?? {},
        ...(exists && { deadLetterQueueArn: queueArn }),
      };
    },
    async alarms(AlarmNamePrefix) {
      const found: ObservedAlarm[] = [];
      const pages = paginateDescribeAlarms({ client: cloudwatch.client }, { AlarmNamePrefix });
      for await (const { MetricAlarms = [] } of pages) {
        for (const { AlarmName = "", ActionsEnabled = true, AlarmActions = [] } of MetricAlarms) {
          found.push({ name: AlarmName, actionsEnabled: ActionsEnabled, actions: AlarmActions });
        }
      }
      return found;
    },
    async rules(NamePrefix) {
      const list = new ListRulesCommand({ NamePrefix });
      const { Rules = [] } = await events.client.send(list, events.options());
      return Promise.all(
        Rules.map(async ({ Name = "", State = "" }) => {
          const command = new ListTargetsByRuleCommand({ Rule: Name });
          const { Targets = [] } = await events.client.send(command, events.options());
          const targetArns = Targets.flatMap(({ Arn }) => Arn ?? []);
          return { region, name: Name, state: State, targetArns };
        }),
      );
    },
    async topics() {
      const arns: string[] = [];
      for await (const { Topics = [] } of paginateListTopics({ client: sns.client }, {})) {
        arns.push(...Topics.flatMap(({ TopicArn }) => TopicArn ?? []));
      }
      return arns;
    },
    async topic(TopicArn) {
      const command = new GetTopicAttributesCommand({ TopicArn });
      const found = await unlessGone("NotFound", () => sns.client.send(command, sns.options()));
      if (found === undefined) return undefined;
      const { Policy, KmsMasterKeyId } = found.Attributes ?? {};
      return {
        ...{ arn: TopicArn, policy: Policy ?? null },
        ...(KmsMasterKeyId !== undefined &&
          startsAsArn(KmsMasterKeyId) && { key: await keyOf(KmsMasterKeyId) }),
        subscriptions: await subscriptionsOf(TopicArn),
      };
    },
    close: () =>
      [scheduler, lambda, cloudwatch, events, sns, sqs, kms].forEach((one) => one.close()),
  };

  async function hasQueue(arn: string): Promise<boolean> {
    const { resource: QueueName, accountId: QueueOwnerAWSAccountId } = knownArn(arn);
    const command = new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId });
    const found = await unlessGone("QueueDoesNotExist", () =>
      sqs.client.send(command, sqs.options()),
    );
    return found !== undefined;
  }

  async function keyOf(arn: string): Promise<ObservedTopic["key"]> {
    const [{ state }, policy] = await Promise.all([kms.describe(arn), kms.policy(arn)]);
    return { arn, state, policy };
  }

  async function subscriptionsOf(TopicArn: string): Promise<ObservedTopic["subscriptions"]> {
    const found: ObservedTopic["subscriptions"][number][] = [];
    const pages = paginateListSubscriptionsByTopic({ client: sns.client }, { TopicArn });
    for await (const { Subscriptions = [] } of pages) {
      for (const { Protocol = "", Endpoint = "", SubscriptionArn } of Subscriptions) {
        const pending = SubscriptionArn === PENDING;
        found.push({ protocol: Protocol, endpoint: Endpoint, pending });
      }
    }
    return found;
  }
}

/** A stack's schedule has neither a start nor an end. */
function expressionOf({
  ScheduleExpression = "",
  StartDate,
  EndDate,
}: Pick<GetScheduleOutput, "ScheduleExpression" | "StartDate" | "EndDate">): string {
  return [
    ScheduleExpression,
    ...(StartDate ? [`from ${StartDate.toISOString()}`] : []),
    ...(EndDate ? [`until ${EndDate.toISOString()}`] : []),
  ].join(" ");
}

/** In place of an ARN. Source: https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
const PENDING = "PendingConfirmation";

async function unlessGone<T>(code: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const codes = [code, `${code}Exception`, "AWS.SimpleQueueService.NonExistentQueue"];
    if (codes.some((one) => isCode(error, one))) return undefined;
    throw error;
  }
}
