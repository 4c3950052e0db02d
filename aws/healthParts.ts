import {
  CloudWatchClient,
  GetAlarmMuteRuleCommand,
  paginateDescribeAlarms,
  paginateListAlarmMuteRules,
} from "@aws-sdk/client-cloudwatch";
import type { Metric, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { Target } from "@aws-sdk/client-eventbridge";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { GetFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  GetScheduleCommand,
  paginateListSchedules,
  SchedulerClient,
} from "@aws-sdk/client-scheduler";
import type { GetScheduleOutput } from "@aws-sdk/client-scheduler";
import type { Subscription } from "@aws-sdk/client-sns";
import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  SNSClient,
} from "@aws-sdk/client-sns";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";

import { knownArn, parseArn, startsAsArn } from "../rules/arn";
import type {
  ObservedAlarm,
  ObservedFunction,
  ObservedRule,
  ObservedSchedule,
  ObservedTopic,
  TopicSubscription,
} from "../rules/health/ownParts";
import type { ObservedMuteRule } from "../rules/health/muteRules";
import type { AlarmSettings } from "../rules/health/ownAlarms";
import { functionName } from "../rules/health/ownParts";
import { isOwnKeyOfSns } from "../rules/readers/topicKey";
import type { Account } from "./accounts";
import { atOnce } from "./atOnce";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import { isCode } from "./errors";
import { dataProtectionOf } from "./dataProtection";
import { rulesNamed, targetsOfRule } from "./eventRules";
import { keys } from "./key";
import { itemsOf } from "./pages";

const AT_ONCE = 4;
const MUTE_RULE = /^alarm-mute-rule:/;

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
  /** Those that mute alarms now or later, whatever alarms these are. */
  muteRules(): Promise<ObservedMuteRule[]>;
  /** The text of a topic's data protection policy; undefined: it has none. */
  dataProtection(topicArn: string): Promise<string | undefined>;
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
      const pages = paginateListSchedules({ client: scheduler.client }, { NamePrefix });
      const schedules = await itemsOf(pages, ({ Schedules }) => Schedules);
      return Promise.all(
        schedules.map(async ({ Name, GroupName }) => {
          const command = new GetScheduleCommand({ Name, GroupName });
          const found = await scheduler.client.send(command, scheduler.options());
          return {
            ...{ name: found.Name ?? "", state: found.State ?? "" },
            ...{ expression: expressionOf(found), targetArn: found.Target?.Arn ?? "" },
            ...(found.Target?.RoleArn && { roleArn: found.Target.RoleArn }),
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
        ...(Configuration?.Role && { roleArn: Configuration.Role }),
      };
    },
    async alarms(AlarmNamePrefix) {
      const pages = paginateDescribeAlarms({ client: cloudwatch.client }, { AlarmNamePrefix });
      const alarms = await itemsOf(pages, ({ MetricAlarms }) => MetricAlarms);
      return alarms.map((alarm) => {
        const { AlarmName = "", ActionsEnabled = true, AlarmActions = [] } = alarm;
        const sent = { actionsEnabled: ActionsEnabled, actions: AlarmActions };
        return { name: AlarmName, ...sent, settings: settingsOf(alarm) };
      });
    },
    async rules(NamePrefix) {
      return Promise.all(
        (await rulesNamed(events, NamePrefix)).map(async ({ name, state, pattern }) => {
          const targets = await targetsOfRule(events, name);
          const targetArns = targets.flatMap(({ Arn }) => Arn ?? []);
          const templates = Object.fromEntries(
            targets.map((one) => [one.Arn ?? "", one.InputTransformer?.InputTemplate]),
          );
          const deadLetters = await deadLettersOf(targets);
          const roleArns = targets.flatMap(({ RoleArn }) => RoleArn ?? []);
          const rule = { region, name, state, targetArns, templates };
          return { ...rule, deadLetters, roleArns, ...(pattern !== undefined && { pattern }) };
        }),
      );
    },
    async muteRules() {
      const pages = paginateListAlarmMuteRules({ client: cloudwatch.client }, {});
      const summaries = await itemsOf(pages, (page) => page.AlarmMuteRuleSummaries);
      const found = await atOnce(AT_ONCE, summaries, async ({ AlarmMuteRuleArn, Status }) => {
        if (Status === "EXPIRED") return [];
        const name = (parseArn(AlarmMuteRuleArn ?? "")?.resource ?? "").replace(MUTE_RULE, "");
        const command = new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: name });
        const rule = await unlessGone("ResourceNotFound", () =>
          cloudwatch.client.send(command, cloudwatch.options()),
        );
        const alarmNames = rule?.MuteTargets?.AlarmNames ?? [];
        return [{ name, status: Status ?? "", alarmNames }];
      });
      return found.flat();
    },
    dataProtection: (topicArn) => dataProtectionOf(sns, topicArn),
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
        ...(KmsMasterKeyId && { kmsKeyId: KmsMasterKeyId, ...(await keyOf(KmsMasterKeyId)) }),
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

  /** By the target's ARN. */
  async function deadLettersOf(targets: Target[]) {
    const queues = targets.map(async ({ Arn = "", DeadLetterConfig }) => {
      const arn = DeadLetterConfig?.Arn;
      return [Arn, arn !== undefined && (await hasQueue(arn)) ? arn : undefined] as const;
    });
    return Object.fromEntries(await Promise.all(queues));
  }

  async function keyOf(keyId: string): Promise<Pick<ObservedTopic, "key">> {
    const key = isOwnKeyOfSns(keyId) ? undefined : await kms.find(keyId);
    return key === undefined ? {} : { key };
  }

  async function subscriptionsOf(TopicArn: string): Promise<TopicSubscription[]> {
    const found: Subscription[] = [];
    const pages = paginateListSubscriptionsByTopic({ client: sns.client }, { TopicArn });
    for await (const { Subscriptions = [] } of pages) found.push(...Subscriptions);
    return Promise.all(
      found.map(async ({ Protocol = "", Endpoint = "", SubscriptionArn = "" }) => {
        const listed = { protocol: Protocol, endpoint: Endpoint };
        // SNS lists one that waits for its confirmation without its ARN.
        if (!startsAsArn(SubscriptionArn)) return { ...listed, pending: true };
        return { ...listed, pending: false, ...(await filterOf(SubscriptionArn)) };
      }),
    );
  }

  async function filterOf(SubscriptionArn: string): Promise<Pick<TopicSubscription, "filter">> {
    const command = new GetSubscriptionAttributesCommand({ SubscriptionArn });
    const read = await unlessGone("NotFound", () => sns.client.send(command, sns.options()));
    const { FilterPolicy, FilterPolicyScope } = read?.Attributes ?? {};
    return FilterPolicy ? { filter: { policy: FilterPolicy, scope: FilterPolicyScope } } : {};
  }
}

function settingsOf(alarm: MetricAlarm): AlarmSettings {
  const { ComparisonOperator = "", Threshold = NaN, EvaluationPeriods = NaN } = alarm;
  const queries = alarm.Metrics ?? [];
  return {
    ...{ comparisonOperator: ComparisonOperator, threshold: Threshold },
    ...{
      evaluationPeriods: EvaluationPeriods,
      treatMissingData: alarm.TreatMissingData ?? "missing",
    },
    ...(alarm.MetricName !== undefined && { metric: metricOf(alarm, alarm) }),
    expressions: queries.flatMap(({ Expression }) => Expression ?? []),
    metrics: queries.flatMap(({ MetricStat: stat }) =>
      stat?.Metric ? [metricOf(stat.Metric, { Statistic: stat.Stat, Period: stat.Period })] : [],
    ),
  };
}

function metricOf(
  { Namespace = "", MetricName = "", Dimensions = [] }: Metric,
  { Statistic, Period }: { Statistic?: string | undefined; Period?: number | undefined },
) {
  return {
    ...{ namespace: Namespace, metricName: MetricName },
    ...{ statistic: Statistic ?? "", period: Period ?? NaN },
    dimensions: Object.fromEntries(Dimensions.map(({ Name = "", Value = "" }) => [Name, Value])),
  };
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

async function unlessGone<T>(code: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const codes = [code, `${code}Exception`, "AWS.SimpleQueueService.NonExistentQueue"];
    if (codes.some((one) => isCode(error, one))) return undefined;
    throw error;
  }
}
