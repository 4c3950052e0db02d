import type { Members } from "../../../sandbox/cloud";
import { type Constraint, describeConstraints } from "../../../testing/constraints";
import { ADMIN } from "../../../testing/worlds";

const ALARM =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const alarm = (more: Members): Constraint["call"] => [
  "cloudwatch:PutMetricAlarm",
  {
    AlarmName: "silent",
    Namespace: "GuardDutyExport",
    MetricName: "Healthy",
    Statistic: "Minimum",
    Period: 900,
    EvaluationPeriods: 2,
    ComparisonOperator: "LessThanThreshold",
    Threshold: 1,
    ...more,
  },
];

const wrongAlarms: [title: string, more: Members, refused: string][] = [
  [
    "has a period of whole minutes",
    { Period: 90 },
    "Period must be 10, 20, 30 or a multiple of 60.",
  ],
  [
    "looks back a day at most by minutes",
    { EvaluationPeriods: 97 },
    "Period multiplied by EvaluationPeriods must not exceed 86400 seconds.",
  ],
  [
    "looks back a week at most by hours",
    { Period: 3600, EvaluationPeriods: 169 },
    "Period multiplied by EvaluationPeriods must not exceed 604800 seconds.",
  ],
  [
    "has one statistic",
    { ExtendedStatistic: "p99" },
    "Exactly one of Statistic and ExtendedStatistic must be specified.",
  ],
  [
    "is of a metric or of queries",
    { MetricName: undefined },
    "Exactly one of MetricName and Metrics must be specified.",
  ],
  ["has a namespace", { Namespace: undefined }, "Namespace must be specified with MetricName."],
  [
    "has a threshold",
    { Threshold: undefined },
    "Exactly one of Threshold and ThresholdMetricId must be specified.",
  ],
  [
    "goes off after as many data points as it looks at",
    { DatapointsToAlarm: 3 },
    "DatapointsToAlarm must be less than or equal to EvaluationPeriods.",
  ],
  [
    "treats missing data in one of four ways",
    { TreatMissingData: "bad" },
    "TreatMissingData must be one of breaching, notBreaching, ignore, missing.",
  ],
];

describeConstraints(
  "an alarm of CloudWatch",
  wrongAlarms.map(([title, more, refused]): Constraint => ({
    title,
    call: alarm(more),
    refused: `ValidationException: ${refused}`,
    source: ALARM,
  })),
);

describeConstraints("a log group", [
  {
    title: "keeps events for one of the periods that CloudWatch Logs has",
    given: [["logs:CreateLogGroup", { logGroupName: "health" }]],
    call: ["logs:PutRetentionPolicy", { logGroupName: "health", retentionInDays: 10 }],
    refused:
      "InvalidParameterException: 1 validation error detected: Value '10' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]",
    source:
      "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  },
]);

const schedule = (more: Members): Constraint["call"] => [
  "scheduler:CreateSchedule",
  {
    Name: "nightly",
    FlexibleTimeWindow: { Mode: "OFF" },
    ScheduleExpression: "rate(15 minutes)",
    Target: {
      Arn: `arn:aws:lambda:us-east-1:${ADMIN}:function:health`,
      RoleArn: `arn:aws:iam::${ADMIN}:role/scheduler`,
    },
    ...more,
  },
];

describeConstraints("a schedule", [
  ...["rate(0 hours)", "rate(1 week)", "cron(0 3 * * * *)", "at(tomorrow)"].map(
    (ScheduleExpression): Constraint => ({
      title: `has an expression, which ${ScheduleExpression} is not`,
      call: schedule({ ScheduleExpression }),
      refused: `ValidationException: Invalid Schedule Expression ${ScheduleExpression}.`,
      source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
    }),
  ),
  {
    title: "has a length of its flexible window",
    call: schedule({ FlexibleTimeWindow: { Mode: "FLEXIBLE" } }),
    refused:
      "ValidationException: MaximumWindowInMinutes must be specified with the mode FLEXIBLE, and with no other.",
    source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html",
  },
]);
