import { arnText } from "../arn";
import { keyTagConditions } from "../exportTag";
import type { HealthPlan } from "../health";
import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import type { Grant } from "./grants";
import { valuesIf } from "./grants";
import {
  earlierGrant,
  namedGrants,
  queueGrant,
  roleGrant,
  ruleGrant,
  subscriptionGrants,
  topicGrant,
} from "./sharedGrants";

/** The key of the topic is created with the name of the health check as its tag, by which all else is limited. */
function topicKeyGrants(scope: Scope, healthCheck: string): Grant[] {
  const keys = arnIn("kms", scope, "key/*");
  const tagged = keyTagConditions(healthCheck);
  return [
    {
      purpose: "NewTopicKey",
      actions: ["kms:CreateKey"],
      resources: ["*"],
      regions: [scope.region],
      onlyWhere: tagged.creates,
      creates: true,
    },
    {
      purpose: "NewTopicKeyTag",
      actions: ["kms:TagResource"],
      resources: [keys],
      onlyWhere: tagged.creates,
      creates: true,
    },
    {
      purpose: "TopicKey",
      actions: [
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
      ],
      resources: [keys],
    },
    {
      purpose: "OwnTopicKey",
      actions: [
        "kms:EnableKeyRotation",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
      ],
      beyond: ["kms:PutKeyPolicy"],
      resources: [keys],
      onlyWhere: tagged.has,
    },
  ];
}

export function healthGrants(
  {
    settings,
  }: { settings: Pick<HealthPlan["settings"], "reservesConcurrency" | "ownTopic" | "email"> },
  scope: Scope,
  everywhere: Scope,
  dashboard: string,
  named: { topicArn?: unknown } = {},
): Grant[] {
  const { name, partition, accountId } = scope;
  const topic = arnIn("sns", scope, `${name}-topic-???????`);
  return [
    ...namedGrants(named),
    roleGrant(scope, true),
    ruleGrant(everywhere),
    earlierGrant(
      "events:ListRules",
      "scheduler:ListSchedules",
      ...valuesIf(settings.ownTopic, "sns:ListTopics"),
    ),
    queueGrant(everywhere),
    {
      purpose: "Function",
      actions: [
        "lambda:CreateFunction",
        "lambda:DeleteFunction",
        "lambda:GetFunction",
        ...valuesIf(settings.reservesConcurrency, "lambda:PutFunctionConcurrency"),
        "lambda:TagResource",
        "lambda:UntagResource",
      ],
      beyond: [
        "lambda:DeleteFunctionConcurrency",
        "lambda:GetFunctionCodeSigningConfig",
        "lambda:ListVersionsByFunction",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ],
      resources: [arnIn("lambda", scope, `function:${name}-*`)],
    },
    {
      purpose: "Log",
      actions: [
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:ListTagsForResource",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
        "logs:UntagResource",
      ],
      resources: [arnIn("logs", scope, `log-group:${name}-*`)],
    },
    {
      purpose: "Logs",
      actions: ["logs:DescribeLogGroups"],
      resources: [arnIn("logs", scope, "log-group:*")],
      ofAll: true,
    },
    {
      purpose: "Schedule",
      actions: [
        "scheduler:CreateSchedule",
        "scheduler:DeleteSchedule",
        "scheduler:GetSchedule",
        "scheduler:UpdateSchedule",
      ],
      resources: [arnIn("scheduler", scope, `schedule/default/${name}-*`)],
    },
    {
      purpose: "Alarms",
      actions: [
        "cloudwatch:DeleteAlarms",
        "cloudwatch:ListTagsForResource",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
      resources: [arnIn("cloudwatch", scope, `alarm:${name}-*`)],
    },
    {
      purpose: "AllAlarms",
      // Those of earlier deployments are found by the start of their names.
      actions: ["cloudwatch:DescribeAlarms"],
      resources: ["*"],
    },
    {
      purpose: "Dashboard",
      actions: [
        "cloudwatch:DeleteDashboards",
        "cloudwatch:GetDashboard",
        "cloudwatch:PutDashboard",
      ],
      resources: [
        arnText({
          ...{ partition, service: "cloudwatch", region: "", accountId },
          resource: `dashboard/${dashboard.replace(/[^\w-]/g, "-")}`,
        }),
      ],
    },
    ...(settings.ownTopic ? [...topicKeyGrants(scope, dashboard), topicGrant("Topic", topic)] : []),
    ...(settings.ownTopic && settings.email ? subscriptionGrants(topic, { waits: true }) : []),
  ];
}
