import type { PlannedAddOn } from "../addOns";
import { iamArn } from "../arn";
import type { ReaderPlan } from "../readers";
import type { Scope } from "./addOnScope";
import type { Grant } from "./grants";
import { grantIf, valuesIf } from "./grants";
import { queueGrant, roleGrant, subscriptionGrants } from "./sharedGrants";

/** What a reader uses that exists: ARNs, or patterns where only a deployment knows them. */
export interface ReaderUses {
  topicArn: string;
  queueArn: string;
}

export function readerGrants(
  { plan }: PlannedAddOn<ReaderPlan>,
  scope: Scope,
  { topicArn, queueArn }: ReaderUses,
): Grant[] {
  const { settings, queue } = plan;
  const named = settings.roleName;
  return [
    ...(settings.identity === "accessKey" ? [userGrant(scope)] : [roleGrant(scope, false, named)]),
    ...grantIf(queue === "own", queueGrant(scope)),
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
    beyond: ["iam:ListGroupsForUser"],
    resources: [iamArn(partition, accountId, `user/${name}-*`)],
  };
}
