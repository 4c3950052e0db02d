import { iamArn } from "../arn";
import type { ReaderPlan } from "../readers";
import type { Scope } from "./addOnScope";
import type { Grant } from "./grants";
import { grantIf, valuesIf } from "./grants";
import { earlierGrant, queueGrant, roleGrant, subscriptionGrants } from "./sharedGrants";

/** How a reader reads, and what it uses that exists: ARNs, or patterns where only a deployment knows them. */
export interface ReaderUse extends Pick<ReaderPlan, "queue"> {
  hasAccessKey: boolean;
  roleName?: string | undefined;
  topicArn: string;
  queueArn: string;
}

export function readerGrants(scope: Scope, use: ReaderUse): Grant[] {
  const { queue, hasAccessKey, roleName, topicArn, queueArn } = use;
  return [
    ...(hasAccessKey ? [userGrant(scope)] : [roleGrant(scope, false, roleName)]),
    ...grantIf(hasAccessKey, earlierGrant("iam:ListUsers")),
    ...grantIf(!hasAccessKey && roleName === undefined, earlierGrant("iam:ListRoles")),
    ...grantIf(queue === "own", queueGrant(scope)),
    ...grantIf(queue === "own", {
      purpose: "EarlierSubscriptions",
      actions: ["sns:ListSubscriptionsByTopic"],
      resources: [topicArn],
      creates: true,
    }),
    ...grantIf(queue === "merge" || queue === "external", {
      purpose: "ExistingQueues",
      actions: ["sqs:GetQueueAttributes", "sqs:ListQueueTags"],
      beyond: valuesIf(queue === "merge", "sqs:SetQueueAttributes"),
      resources: [queueArn],
    }),
    ...(queue === undefined ? [] : subscriptionGrants(topicArn)),
  ];
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
    beyond: ["iam:ListGroupsForUser", "iam:ListUserPolicies"],
    resources: [iamArn(partition, accountId, `user/${name}-*`)],
  };
}
