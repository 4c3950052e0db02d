import { ROLE_WAYS } from "./healthRoles";
import type { HealthWay, Not, Way } from "./way";
import { admin, by, calls, OF_ACCOUNT, policyText, protection, warned } from "./way";
import { TARGET_ID } from "../../../rules/events";
import { ADMINISTRATOR, MANAGEMENT } from "../../live/world";
import { EMAIL, scheduleOf } from "../healthParts";
import { HERE, ofHealth } from "../world";

const MESSAGES: Not = { because: "findings arrive; alarms or messages of the health check do not" };
const OWN_PARTS: Not = { because: "the function does not read the parts of the health check" };
/** Rules and alarms send their messages by the topic that was changed. */
const NO_TOPIC: Not = {
  because: "the topic accepts no message; events go to the dead-letter queue",
};

const ALARM = ofHealth("not-reporting-us-east-1");
const FUNCTION = ofHealth("function");
const SCHEDULE = scheduleOf(HERE, ADMINISTRATOR);
const PART = warned("healthPartDiffers");
/** The policy of the default bus is the account's, not the stack's. */
const ACCOUNTS_BUS: Not = { because: "the policy of the bus is of the account, and is not read" };
const MASKED: Not = { because: "the topic masks what the message says" };

const denyOnBus = () =>
  policyText({
    ...{ Sid: "quiet", Effect: "Deny", Principal: "*", Action: "events:PutEvents" },
    Resource: `arn:aws:events:${HERE}:${ADMINISTRATOR}:event-bus/default`,
  });

const STATUS_COMPARES: Not = {
  because: "deployments make the same call; `status` compares the result",
};

/** Ways to end the messages, the alarms or the check, of parts as Pulumi names them. */
const HEALTH_WAYS: readonly HealthWay[] = [
  {
    call: "events:DisableRule",
    silence: calls(["events:DisableRule", { Name: ofHealth("bucket-changes") }]),
  },
  {
    call: "events:RemoveTargets",
    silence: calls([
      "events:RemoveTargets",
      { Rule: ofHealth("bucket-changes"), Ids: [TARGET_ID] },
    ]),
  },
  {
    call: "events:DeleteRule",
    silence: calls(
      ["events:RemoveTargets", { Rule: ofHealth("bucket-changes"), Ids: [TARGET_ID] }],
      ["events:DeleteRule", { Name: ofHealth("bucket-changes") }],
    ),
  },
  {
    call: "cloudwatch:DeleteAlarms",
    silence: calls(["cloudwatch:DeleteAlarms", { AlarmNames: [ALARM] }]),
  },
  {
    call: "cloudwatch:PutMetricAlarm",
    silence: calls([
      "cloudwatch:PutMetricAlarm",
      {
        ...{ AlarmName: ALARM, Namespace: "GuardDutyExport", MetricName: "Healthy" },
        ...{ Statistic: "Minimum", Period: 900, EvaluationPeriods: 1, Threshold: 1 },
        ...{ ComparisonOperator: "LessThanThreshold", ActionsEnabled: false },
      },
    ]),
  },
  ...(
    [
      ["missing data counts as healthy", { TreatMissingData: "notBreaching" }, undefined],
      [
        "a threshold that no count is below",
        { TreatMissingData: "breaching", Threshold: -1 },
        STATUS_COMPARES,
      ],
    ] as const
  ).map(([how, changed, message]): HealthWay => ({
    call: "cloudwatch:PutMetricAlarm",
    with: how,
    ...(message && { message }),
    silence: ({ healthParts: { topicArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("cloudwatch:PutMetricAlarm", {
        ...{ AlarmName: ALARM, Namespace: "GuardDutyExport", MetricName: "Healthy" },
        ...{ Statistic: "SampleCount", Period: 900, EvaluationPeriods: 3, Threshold: 1 },
        ...{ ComparisonOperator: "LessThanThreshold", AlarmActions: [topicArn], ...changed },
      }),
  })),
  {
    call: "events:PutRule",
    with: "disabled",
    silence: calls([
      "events:PutRule",
      {
        ...{ Name: ofHealth("bucket-changes"), State: "DISABLED" },
        EventPattern: '{"source":["aws.s3"]}',
      },
    ]),
  },
  {
    call: "events:PutRule",
    with: "another pattern",
    silence: calls([
      "events:PutRule",
      { Name: ofHealth("bucket-changes"), EventPattern: '{"source":["none"]}' },
    ]),
    message: STATUS_COMPARES,
  },
  {
    call: "cloudwatch:DisableAlarmActions",
    silence: calls(["cloudwatch:DisableAlarmActions", { AlarmNames: [ALARM] }]),
  },
  ...(
    [
      ["DeleteFunction", "20150331", {}],
      ["PutFunctionConcurrency", "20171031", { ReservedConcurrentExecutions: 0 }],
      ["UpdateFunctionConfiguration", "20150331v2", { Environment: { Variables: {} } }],
    ] as const
  ).map(([name, version, input]) => ({
    call: `lambda:${name}`,
    recordedAs: `${name}${version}`,
    silence: calls([`lambda:${name}`, { FunctionName: FUNCTION, ...input }]),
  })),
  {
    call: "lambda:UpdateFunctionConfiguration",
    with: "weaker expected settings of the bucket",
    recordedAs: "UpdateFunctionConfiguration20150331v2",
    silence: async (target) => {
      const lambda = admin(target);
      const { Configuration } = await lambda.call("lambda:GetFunction", { FunctionName: FUNCTION });
      const Variables = { ...Configuration.Environment.Variables, BUCKET_SETTINGS: "noncurrent=1" };
      await lambda.call("lambda:UpdateFunctionConfiguration", {
        ...{ FunctionName: FUNCTION, Environment: { Variables } },
      });
    },
  },
  {
    call: "scheduler:UpdateSchedule",
    with: "disabled",
    silence: calls(["scheduler:UpdateSchedule", { ...SCHEDULE, State: "DISABLED" }]),
  },
  {
    call: "scheduler:UpdateSchedule",
    with: "another interval",
    silence: calls([
      "scheduler:UpdateSchedule",
      { ...SCHEDULE, ScheduleExpression: "rate(365 days)" },
    ]),
  },
  {
    call: "scheduler:DeleteSchedule",
    silence: calls(["scheduler:DeleteSchedule", { Name: SCHEDULE.Name }]),
  },
  {
    call: "sqs:DeleteQueue",
    with: "the queue of failed runs",
    silence: ({ healthParts: { deadLetterQueueUrl: QueueUrl }, ...target }) =>
      target.as(ADMINISTRATOR).call("sqs:DeleteQueue", { QueueUrl }),
  },
  {
    call: "sns:Unsubscribe",
    with: "the e-mail address",
    silence: ({ healthParts: { subscriptionArn: SubscriptionArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:Unsubscribe", { SubscriptionArn }),
    message: by("reader-changes"),
  },
  {
    call: "sns:SetSubscriptionAttributes",
    with: "a filter policy of the e-mail address",
    silence: ({ healthParts: { subscriptionArn: SubscriptionArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:SetSubscriptionAttributes", {
        ...{ SubscriptionArn, AttributeName: "FilterPolicy", AttributeValue: '{"team":["none"]}' },
      }),
    message: by("reader-changes"),
  },
  {
    call: "sns:Unsubscribe",
    with: "the e-mail address, which is subscribed again and has to confirm",
    silence: async ({ healthParts: { subscriptionArn: SubscriptionArn, topicArn }, ...target }) => {
      const sns = target.as(ADMINISTRATOR);
      await sns.call("sns:Unsubscribe", { SubscriptionArn });
      await sns.call("sns:Subscribe", { TopicArn: topicArn, Protocol: "email", Endpoint: EMAIL });
    },
    message: by("reader-changes"),
  },
  ...(
    [
      ["under AWS's own key of SNS", "alias/aws/sns", NO_TOPIC],
      ["without encryption", "", by("reader-changes")],
    ] as const
  ).map(([how, AttributeValue, message]): HealthWay => ({
    call: "sns:SetTopicAttributes",
    with: how,
    silence: ({ healthParts: { topicArn: TopicArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:SetTopicAttributes", {
        ...{ TopicArn, AttributeName: "KmsMasterKeyId", AttributeValue },
      }),
    message,
  })),
  {
    call: "sns:SetTopicAttributes",
    with: "a policy that denies alarms and rules",
    silence: ({ healthParts: { topicArn: TopicArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:SetTopicAttributes", {
        ...{ TopicArn, AttributeName: "Policy" },
        AttributeValue: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: TopicArn },
          ],
        }),
      }),
    message: NO_TOPIC,
  },
  {
    call: "sns:DeleteTopic",
    silence: ({ healthParts: { topicArn: TopicArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:DeleteTopic", { TopicArn }),
    message: NO_TOPIC,
  },
  {
    call: "cloudwatch:PutAlarmMuteRule",
    silence: calls([
      "cloudwatch:PutAlarmMuteRule",
      {
        Name: "quiet",
        Rule: { Schedule: { Expression: "cron(0 0 * * *)", Duration: "P1D" } },
        MuteTargets: { AlarmNames: [ALARM] },
      },
    ]),
  },
  ...(
    [
      ["denies what has an address", { Deny: {} }, NO_TOPIC],
      ["masks addresses", { Deidentify: { MaskConfig: { MaskWithCharacter: "#" } } }, MASKED],
    ] as const
  ).map(([how, Operation, message]): HealthWay => ({
    call: "sns:PutDataProtectionPolicy",
    with: how,
    silence: ({ healthParts: { topicArn: ResourceArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:PutDataProtectionPolicy", {
        ...{ ResourceArn, DataProtectionPolicy: protection(Operation) },
      }),
    message,
  })),
  ...(
    [
      ["without its dead-letter queue", { DeadLetterConfig: undefined }],
      ["another message", { InputTransformer: undefined, Input: '"all is well"' }],
    ] as const
  ).map(([how, changed]): HealthWay => ({
    call: "events:PutTargets",
    with: how,
    silence: async (target) => {
      const events = admin(target);
      const Rule = ofHealth("bucket-changes");
      const { Targets } = await events.call("events:ListTargetsByRule", { Rule });
      await events.call("events:PutTargets", { Rule, Targets: [{ ...Targets[0], ...changed }] });
    },
    message: STATUS_COMPARES,
  })),
  ...(["PutPermission", "RemovePermission"] as const).map((name): HealthWay => ({
    call: `events:${name}`,
    with:
      name === "PutPermission"
        ? "a policy of the bus that denies what is forwarded"
        : "the statement for the management account",
    silence: calls([
      `events:${name}`,
      name === "PutPermission" ? { Policy: denyOnBus() } : { StatementId: `from-${MANAGEMENT}` },
    ]),
    status: ACCOUNTS_BUS,
  })),
  ...ROLE_WAYS,
];

/** Of the health check, whose messages and alarms report all others. */
export const OF_HEALTH: readonly Way[] = [
  ...(["PutKeyPolicy", "DisableKey", "ScheduleKeyDeletion"] as const).map((name): Way => ({
    call: `kms:${name}`,
    with: "the key of the messages",
    silence: (target) =>
      admin(target).call(`kms:${name}`, {
        KeyId: target.healthParts.keyArn,
        ...(name === "PutKeyPolicy" && { Policy: OF_ACCOUNT }),
      }),
    lost: MESSAGES,
    status: PART,
    health: OWN_PARTS,
    message: NO_TOPIC,
  })),
  ...HEALTH_WAYS.map(({ with: how, status = PART, message, ...way }): Way => ({
    ...way,
    with: how === undefined ? "of the health check" : `of the health check: ${how}`,
    ...{ lost: MESSAGES, status, health: OWN_PARTS },
    message: message ?? by("health-changes"),
  })),
];
