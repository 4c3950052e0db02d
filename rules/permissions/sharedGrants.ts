import { iamArn } from "../arn";
import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import type { Grant } from "./grants";
import { valuesIf } from "./grants";

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export function roleGrant(
  { partition, accountId, name }: Scope,
  passes: boolean,
  named?: string,
): Grant {
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

/** Looking for what the stack created earlier, before it is created: IAM has no narrower resource for lists. */
export function earlierGrant(...actions: string[]): Grant {
  return { purpose: "EarlierResources", actions, resources: ["*"], creates: true };
}

/** Reading whether the bus and the topic that a configuration names exist; of what is known only later nothing is read. */
export function namedGrants({
  busArn,
  topicArn,
}: {
  busArn?: unknown;
  topicArn?: unknown;
}): Grant[] {
  const grant = (purpose: string, action: string, arn: unknown): Grant[] =>
    typeof arn === "string" ? [{ purpose, actions: [action], resources: [arn] }] : [];
  return [
    ...grant("NamedBuses", "events:DescribeEventBus", busArn),
    ...grant("NamedTopics", "sns:GetTopicAttributes", topicArn),
  ];
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html */
export function queueGrant(scope: Scope, { hasPolicy = true } = {}): Grant {
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
    beyond: ["sqs:GetQueueUrl"],
    resources: [arnIn("sqs", scope, `${scope.name}-*`)],
  };
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export function ruleGrant(scope: Scope): Grant {
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

/**
 * A topic that is made.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
export function topicGrant(purpose: string, resource: string): Grant {
  return {
    purpose,
    actions: [
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:GetTopicAttributes",
      "sns:ListTagsForResource",
      "sns:SetTopicAttributes",
      "sns:TagResource",
      "sns:UntagResource",
    ],
    resources: [resource],
  };
}

/** A subscription is authorized on its topic; one that waits for the confirmation of its owner is not unsubscribed. */
export function subscriptionGrants(topicArn: string, { waits = false } = {}): Grant[] {
  return [
    {
      purpose: "Subscriptions",
      actions: [
        "sns:GetSubscriptionAttributes",
        "sns:Subscribe",
        ...valuesIf(!waits, "sns:Unsubscribe"),
      ],
      beyond: valuesIf(waits, "sns:Unsubscribe"),
      resources: [topicArn],
    },
  ];
}
