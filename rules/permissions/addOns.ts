import type { AddOnsPlan, PlannedAddOn } from "../addOns";
import type { AccountRole } from "../accountRole";
import { arnText, bucketArn, iamArn } from "../arn";
import type { HealthPlan } from "../health";
import type { ExportPlan } from "../plan";
import { accountIdOf } from "../plan";
import type { StatementOwner } from "../policies";
import { databaseName } from "../table";
import type { ReaderPlan } from "../readers";
import type { Grant } from "./grants";
import { grantIf, valuesIf } from "./grants";
import { resultsBucketGrants } from "./resultsBucket";

/** The parts of a stack that have a policy of their own for the deploying identity. */
export type AddOnPart = "readers" | "athena" | "events" | "health";

/** Where the resources of an add-on are, and how their names start. */
interface Scope {
  partition: string;
  accountId: string;
  region: string;
  /** The component's name: Pulumi names resources after it. */
  name: string;
}

/** What an account's identity deploys of each add-on. Feeds of Google SecOps are in no account of AWS. */
export function addOnGrants(
  exported: ExportPlan,
  { project, stack }: StatementOwner,
  { readers, athena, events, health }: AddOnsPlan,
  account: AccountRole,
): { part: AddOnPart; grants: Grant[] }[] {
  const { home, accounts } = exported;
  const accountId = accountIdOf(accounts, account) ?? "*";
  const of = <Plan extends PlannedAddOn>(planned: Plan | undefined) =>
    planned?.account === account ? planned : undefined;
  const scope = ({ component: { name } }: PlannedAddOn, regions = [home.name]): Scope => ({
    ...{ partition: home.partition, accountId, name },
    region: regions.length === 1 ? (regions[0] as string) : "*",
  });
  const ofAccount = [...readers.values()].filter((reader) => of(reader));
  const [table, routing, watched] = [of(athena), of(events), of(health)];
  const parts = [
    {
      part: "readers" as const,
      grants: merged(ofAccount.flatMap((one) => readerGrants(one, scope(one)))),
    },
    { part: "athena" as const, grants: table ? tableGrants(scope(table)) : [] },
    {
      part: "events" as const,
      grants: routing
        ? eventGrants(routing.plan.ownBus, scope(routing, routing.plan.settings.regions))
        : [],
    },
    {
      part: "health" as const,
      grants: watched
        ? healthGrants(
            watched.plan,
            scope(watched),
            scope(watched, watched.plan.settings.regions),
            `${project}-${stack}-${watched.component.name}`,
          )
        : [],
    },
  ];
  return parts.filter(({ grants }) => grants.length > 0);
}

/** Grants of one purpose as one, for all their resources. */
function merged(grants: Grant[]): Grant[] {
  const byPurpose = new Map<string, Grant>();
  for (const grant of grants) {
    const { resources = [] } = byPurpose.get(grant.purpose) ?? {};
    const all = [...new Set([...resources, ...grant.resources])];
    byPurpose.set(grant.purpose, { ...grant, resources: all });
  }
  return [...byPurpose.values()];
}

function readerGrants({ plan }: PlannedAddOn<ReaderPlan>, scope: Scope): Grant[] {
  const { settings, queue } = plan;
  const named = settings.roleName;
  return [
    ...(settings.identity === "accessKey" ? [userGrant(scope)] : [roleGrant(scope, false, named)]),
    ...grantIf(queue === "own", queueGrant(scope)),
    // Which queue exists may be known only later.
    ...grantIf(queue === "merge" || queue === "external", {
      purpose: "ExistingQueues",
      actions: ["sqs:GetQueueAttributes", "sqs:ListQueueTags"],
      beyond: valuesIf(queue === "merge", "sqs:SetQueueAttributes"),
      resources: [arnIn("sqs", scope, "*")],
    }),
    ...(queue === undefined ? [] : subscriptionGrants(scope)),
  ];
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
function roleGrant({ partition, accountId, name }: Scope, passes: boolean, named?: string): Grant {
  return {
    purpose: "Roles",
    actions: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListRolePolicies",
      "iam:PutRolePolicy",
      "iam:TagRole",
      "iam:UntagRole",
      ...valuesIf(!passes, "iam:UpdateAssumeRolePolicy"),
    ],
    beyond: [
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      ...valuesIf(passes, "iam:PassRole"),
    ],
    resources: [iamArn(partition, accountId, `role/${named ?? `${name}-*`}`)],
  };
}

function userGrant({ partition, accountId, name }: Scope): Grant {
  return {
    purpose: "Users",
    actions: [
      "iam:CreateAccessKey",
      "iam:CreateUser",
      "iam:DeleteAccessKey",
      "iam:DeleteUser",
      "iam:DeleteUserPolicy",
      "iam:GetUser",
      "iam:GetUserPolicy",
      "iam:ListAccessKeys",
      "iam:PutUserPolicy",
      "iam:TagUser",
      "iam:UntagUser",
    ],
    beyond: ["iam:ListGroupsForUser"],
    resources: [iamArn(partition, accountId, `user/${name}-*`)],
  };
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
function queueGrant(scope: Scope, { hasPolicy = true } = {}): Grant {
  return {
    purpose: "Queues",
    actions: [
      "sqs:CreateQueue",
      "sqs:DeleteQueue",
      "sqs:GetQueueAttributes",
      "sqs:ListQueueTags",
      ...valuesIf(hasPolicy, "sqs:SetQueueAttributes"),
      "sqs:TagQueue",
      "sqs:UntagQueue",
    ],
    resources: [arnIn("sqs", scope, `${scope.name}-*`)],
  };
}

/** The topic may be one that exists; what is subscribed has no ARN that is known before. */
function subscriptionGrants(scope: Scope): Grant[] {
  return [
    {
      purpose: "Subscriptions",
      actions: ["sns:GetSubscriptionAttributes", "sns:Subscribe", "sns:Unsubscribe"],
      resources: [arnIn("sns", scope, "*")],
    },
  ];
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonathena.html */
function tableGrants(scope: Scope): Grant[] {
  const database = databaseName(scope.name, "*");
  const glue = (resource: string) => arnIn("glue", scope, resource);
  return [
    {
      purpose: "Workgroup",
      actions: [
        "athena:CreateNamedQuery",
        "athena:CreateWorkGroup",
        "athena:DeleteNamedQuery",
        "athena:DeleteWorkGroup",
        "athena:GetNamedQuery",
        "athena:GetWorkGroup",
        "athena:ListTagsForResource",
        "athena:TagResource",
        "athena:UntagResource",
        "athena:UpdateWorkGroup",
      ],
      resources: [arnIn("athena", scope, `workgroup/${scope.name}-*`)],
    },
    {
      purpose: "Catalog",
      actions: [
        "glue:CreateDatabase",
        "glue:CreateTable",
        "glue:DeleteDatabase",
        "glue:DeleteTable",
        "glue:GetDatabase",
        "glue:GetTable",
        "glue:GetTags",
        "glue:TagResource",
        "glue:UntagResource",
        "glue:UpdateTable",
      ],
      resources: [glue("catalog"), glue(`database/${database}`), glue(`table/${database}/*`)],
    },
    ...resultsBucketGrants(bucketArn(scope.partition, `${scope.name}-results-???????`)),
  ];
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
function ruleGrant(scope: Scope): Grant {
  return {
    purpose: "Rules",
    actions: [
      "events:DeleteRule",
      "events:DescribeRule",
      "events:ListTagsForResource",
      "events:ListTargetsByRule",
      "events:PutRule",
      "events:PutTargets",
      "events:RemoveTargets",
      "events:TagResource",
      "events:UntagResource",
    ],
    resources: [arnIn("events", scope, `rule/${scope.name}-*`)],
  };
}

function eventGrants(ownBus: boolean, scope: Scope): Grant[] {
  return [
    roleGrant(scope, true),
    ruleGrant(scope),
    queueGrant(scope),
    ...grantIf(ownBus, {
      purpose: "Bus",
      actions: [
        "events:CreateEventBus",
        "events:DeleteEventBus",
        "events:DescribeEventBus",
        "events:ListTagsForResource",
        "events:TagResource",
        "events:UntagResource",
      ],
      resources: [arnIn("events", scope, `event-bus/${scope.name}-bus-???????`)],
    }),
  ];
}

function healthGrants(
  { settings }: HealthPlan,
  scope: Scope,
  everywhere: Scope,
  dashboard: string,
): Grant[] {
  const { name, partition, accountId } = scope;
  return [
    roleGrant(scope, true),
    ruleGrant(everywhere),
    queueGrant(scope, { hasPolicy: false }),
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
        "cloudwatch:DescribeAlarms",
        "cloudwatch:ListTagsForResource",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
      resources: [arnIn("cloudwatch", scope, `alarm:${name}-*`)],
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
    ...grantIf(settings.ownTopic, {
      purpose: "Topic",
      actions: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:GetTopicAttributes",
        "sns:ListTagsForResource",
        "sns:SetTopicAttributes",
        "sns:TagResource",
        "sns:UntagResource",
      ],
      resources: [arnIn("sns", scope, `${name}-topic-???????`)],
    }),
    ...(settings.ownTopic && settings.email ? subscriptionGrants(scope) : []),
  ];
}

/** The ARN of a resource; a Region of `*` keeps the partition of the home Region. */
function arnIn(service: string, { partition, region, accountId }: Scope, resource: string): string {
  return arnText({ partition, service, region, accountId, resource });
}
