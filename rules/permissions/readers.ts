import type { PlannedAddOn } from "../addOns";
import { iamArn } from "../arn";
import type { ReaderPlan } from "../readers";
import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import type { Grant } from "./grants";
import { grantIf, valuesIf } from "./grants";
import { queueGrant, roleGrant, subscriptionGrants } from "./sharedGrants";

export function readerGrants({ plan }: PlannedAddOn<ReaderPlan>, scope: Scope): Grant[] {
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
