import type { HealthSettings } from "../../rules/health/environment";
import { toEnvironment } from "../../rules/health/environment";
import {
  alarmKeyPolicy,
  alarmsOf,
  alarmTopicPolicy,
  CHANGES,
  failedRunsAlarm,
  forwarded,
  schedulePolicy,
  serviceTrust,
  undeliveredAlarm,
} from "../../rules/health";
import type { Alarm } from "../../rules/health";
import { exportNameOf, healthNames } from "../../rules/health/names";
import { rateOf } from "../../rules/health/ownParts";
import { TARGET_ID } from "../../rules/events";
import { queuePolicy } from "../../rules/readers";
import type { World } from "../../sandbox/world";
import type { Sdk } from "../sdkClient";

/** Name of the health check of a stack's export `findings`. */
export const HEALTH = "findings-health";
/** Of that stack, `prod`, in its metrics. */
export const EXPORT_NAME = exportNameOf("guardduty-export", "prod", HEALTH);
export const EMAIL = "security@example.com";
const DIGITS = "0a1b2c3";
/** A name as Pulumi makes it. */
export const generated = (logicalName: string) => `${logicalName}-${DIGITS}`;

/** What the health check is made of, and for. */
interface Made {
  world: World;
  accountId: string;
  region: string;
  settings: HealthSettings;
  keyArn: string;
  bucketName: string;
  queueUrl: string;
  ownQueueArns: string[];
  readersTopicArn: string;
  readersTopicKeyArn: string;
}

/** The parts of a health check that messages and checks depend on. */
export interface HealthPartArns {
  topicArn: string;
  keyArn: string;
  /** Of the e-mail address. */
  subscriptionArn: string;
  deadLetterQueueUrl: string;
  /** Gets every message, as a recipient does. */
  messagesUrl: string;
}

/** Makes the parts of an ExportHealth as a deployment does. */
export async function createHealthParts(sdk: Sdk, made: Made): Promise<HealthPartArns> {
  const { accountId, region, settings } = made;
  const names = healthNames(HEALTH);
  const { KeyMetadata } = await sdk.call("kms:CreateKey", {
    Policy: JSON.stringify(alarmKeyPolicy("aws", accountId)),
  });
  const topicArn = `arn:aws:sns:${region}:${accountId}:${generated(names.topic)}`;
  await sdk.call("sns:CreateTopic", {
    Name: generated(names.topic),
    Attributes: {
      Policy: JSON.stringify(alarmTopicPolicy(topicArn, accountId)),
      KmsMasterKeyId: KeyMetadata.Arn,
    },
  });
  const messages = await subscribeQueue(sdk, made, topicArn);
  const { SubscriptionArn } = await sdk.call("sns:Subscribe", {
    ...{ TopicArn: topicArn, Protocol: "email", Endpoint: EMAIL, ReturnSubscriptionArn: true },
  });
  confirmAll(made.world, topicArn);
  const deadLetterQueueUrl = await createRuns(sdk, made);
  await createAlarms(sdk, settings, topicArn);
  await createRules(sdk, made, topicArn, KeyMetadata.Arn);
  return {
    ...{ topicArn, keyArn: KeyMetadata.Arn, deadLetterQueueUrl },
    ...{ subscriptionArn: SubscriptionArn, messagesUrl: messages },
  };
}

/** Runs the function at this interval. */
const INTERVAL_MINUTES = 15;

async function createAlarms(
  sdk: Sdk,
  { exportName, regions }: HealthSettings,
  topicArn: string,
): Promise<void> {
  const names = healthNames(HEALTH);
  const put = (name: string, settings: object) =>
    sdk.call("cloudwatch:PutMetricAlarm", {
      ...{ AlarmName: generated(name), ...settings, AlarmActions: [topicArn] },
    });
  for (const { region } of regions) {
    const { unhealthy, notReporting } = alarmsOf(exportName, region, INTERVAL_MINUTES);
    await put(names.unhealthy(region), ofMetric(unhealthy));
    await put(names.notReporting(region), ofMetric(notReporting));
  }
  const ofQueue = failedRunsAlarm(exportName, generated(names.deadLetterQueue));
  await put(names.failedRuns, ofMetric(ofQueue));
  const rules = CHANGES.map(({ key }) => generated(names.rule(key)));
  const { metricQueries, ...undelivered } = undeliveredAlarm(exportName, rules);
  await put(names.undeliveredAlarm, {
    ...conditionOf(undelivered),
    Metrics: metricQueries.map((query) => {
      const { id: Id, returnData: ReturnData } = query;
      if ("expression" in query) return { Id, ReturnData, Expression: query.expression };
      const { namespace: Namespace, metricName: MetricName, ...metric } = query.metric;
      const Dimensions = dimensionsOf(metric.dimensions);
      const MetricStat = {
        Metric: { Namespace, MetricName, Dimensions },
        ...{ Stat: metric.stat, Period: metric.period },
      };
      return { Id, ReturnData, MetricStat };
    }),
  });
}

function ofMetric(alarm: Alarm): object {
  return {
    ...conditionOf(alarm),
    ...{ Namespace: alarm.namespace, MetricName: alarm.metricName, Statistic: alarm.statistic },
    ...{ Period: alarm.period, Dimensions: dimensionsOf(alarm.dimensions) },
  };
}

const dimensionsOf = (dimensions: { [name: string]: string }) =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

const conditionOf = (
  alarm: Pick<Alarm, "comparisonOperator" | "threshold" | "evaluationPeriods" | "treatMissingData">,
) => ({
  ...{ ComparisonOperator: alarm.comparisonOperator, Threshold: alarm.threshold },
  ...{ EvaluationPeriods: alarm.evaluationPeriods, TreatMissingData: alarm.treatMissingData },
});

async function subscribeQueue(sdk: Sdk, { accountId, region }: Made, topicArn: string) {
  const arn = `arn:aws:sqs:${region}:${accountId}:messages`;
  const { QueueUrl } = await sdk.call("sqs:CreateQueue", {
    QueueName: "messages",
    Attributes: { Policy: JSON.stringify(queuePolicy(arn, topicArn)) },
  });
  await sdk.call("sns:Subscribe", {
    ...{ TopicArn: topicArn, Protocol: "sqs", Endpoint: arn },
    Attributes: { RawMessageDelivery: "true" },
  });
  return QueueUrl as string;
}

/** The recipient follows the link in the message of SNS. */
function confirmAll({ topics }: World, topicArn: string): void {
  for (const one of Object.values(topics[topicArn]?.subscriptions ?? {})) one.pending = false;
}

/** The schedule, the function with its role, and the queue of failed runs; answers its URL. */
async function createRuns(sdk: Sdk, { accountId, region, settings }: Made): Promise<string> {
  const names = healthNames(HEALTH);
  const QueueName = generated(names.deadLetterQueue);
  const queueArn = `arn:aws:sqs:${region}:${accountId}:${QueueName}`;
  const functionArn = `arn:aws:lambda:${region}:${accountId}:function:${generated(names.function)}`;
  const Role = await createRole(sdk, accountId, {
    ...{ logicalName: names.role, policyName: names.rolePolicy, policy: ALLOW_DETECTORS },
    service: "lambda.amazonaws.com",
  });
  const RoleArn = await createRole(sdk, accountId, {
    ...{ logicalName: names.scheduleRole, policyName: names.scheduleRolePolicy },
    ...{ service: "scheduler.amazonaws.com" },
    policy: JSON.stringify(schedulePolicy(functionArn, queueArn)),
  });
  const { QueueUrl } = await sdk.call("sqs:CreateQueue", { QueueName });
  const FunctionName = generated(names.function);
  await sdk.call("lambda:CreateFunction", {
    ...{ FunctionName, Role, Runtime: "nodejs24.x", Handler: "handler.handler" },
    Code: { ZipFile: Buffer.from("") },
    Environment: { Variables: toEnvironment(settings) },
    DeadLetterConfig: { TargetArn: queueArn },
  });
  await sdk.call("lambda:PutFunctionConcurrency", {
    ...{ FunctionName, ReservedConcurrentExecutions: 1 },
  });
  await sdk.call("scheduler:CreateSchedule", {
    ...scheduleOf(region, accountId),
    Target: { Arn: functionArn, RoleArn },
  });
  return QueueUrl as string;
}

interface MadeRole {
  logicalName: string;
  policyName: string;
  service: string;
  policy: string;
}

/** A role as the stack makes it; answers its ARN. */
export async function createRole(
  sdk: Sdk,
  accountId: string,
  { logicalName, policyName: PolicyName, service, policy: PolicyDocument }: MadeRole,
): Promise<string> {
  const RoleName = generated(logicalName);
  await sdk.call("iam:CreateRole", {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify(serviceTrust(service, accountId)),
  });
  await sdk.call("iam:PutRolePolicy", { RoleName, PolicyName, PolicyDocument });
  return `arn:aws:iam::${accountId}:role/${RoleName}`;
}

/** The queue of what rules of a Region could not deliver; answers its ARN. */
async function createUndelivered(sdk: Sdk, region: string, accountId: string): Promise<string> {
  const QueueName = generated(healthNames(HEALTH).undelivered(region));
  await sdk.call("sqs:CreateQueue", { QueueName });
  return `arn:aws:sqs:${region}:${accountId}:${QueueName}`;
}

/** The schedule of the health check; of its role and function nothing is left out. */
export function scheduleOf(region: string, accountId: string) {
  const names = healthNames(HEALTH);
  return {
    ...{ Name: generated(names.schedule), ScheduleExpression: rateOf(INTERVAL_MINUTES) },
    FlexibleTimeWindow: { Mode: "OFF" },
    Target: {
      Arn: `arn:aws:lambda:${region}:${accountId}:function:${generated(names.function)}`,
      RoleArn: `arn:aws:iam::${accountId}:role/${generated(names.scheduleRole)}`,
    },
  };
}

export const ALLOW_DETECTORS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "guardduty:GetDetector", Resource: "*" }],
});

/** The rules of the home Region, whose messages begin with the key of their rule. */
async function createRules(sdk: Sdk, made: Made, topicArn: string, topicKeyArn: string) {
  const { settings, bucketName, keyArn, queueUrl, ownQueueArns } = made;
  const { readersTopicArn, readersTopicKeyArn } = made;
  const watched = {
    detectorIds: settings.regions.map(({ detectorId }) => detectorId),
    ...{ bucketName, keyArns: [keyArn, topicKeyArn, readersTopicKeyArn] },
    ...{ queueUrls: [queueUrl], ownQueueArns },
    ...{ topicArns: [topicArn, readersTopicArn], healthName: HEALTH },
  };
  const undelivered = await createUndelivered(sdk, made.region, made.accountId);
  for (const { key, pattern, inputPaths, message } of CHANGES) {
    const Rule = generated(`${HEALTH}-${key}`);
    const EventPattern = JSON.stringify(pattern(watched));
    await sdk.call("events:PutRule", { Name: Rule, EventPattern });
    const InputTemplate = JSON.stringify(`${key}: ${message}`);
    await sdk.call("events:PutTargets", {
      ...{ Rule },
      Targets: [
        {
          ...{ Id: TARGET_ID, Arn: topicArn, DeadLetterConfig: { Arn: undelivered } },
          InputTransformer: { InputPathsMap: inputPaths, InputTemplate },
        },
      ],
    });
  }
}

/** The rule of another account or Region that forwards events to the bus. */
export async function createForward(
  sdk: Sdk,
  { accountId, region, detectorId, bus, roleArn }: Forward,
): Promise<void> {
  const Name = generated(healthNames(HEALTH).forward(region));
  const undelivered = await createUndelivered(sdk, region, accountId);
  const EventPattern = JSON.stringify(forwarded(detectorId, HEALTH));
  await sdk.call("events:PutRule", { Name, EventPattern });
  await sdk.call("events:PutTargets", {
    ...{ Rule: Name },
    Targets: [
      { Id: TARGET_ID, Arn: bus, RoleArn: roleArn, DeadLetterConfig: { Arn: undelivered } },
    ],
  });
}

interface Forward {
  accountId: string;
  region: string;
  /** Undefined: the detector is not watched there. */
  detectorId: string | undefined;
  bus: string;
  roleArn: string;
}
