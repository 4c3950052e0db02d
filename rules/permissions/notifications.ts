import { arnOf, keyArn } from "../arn";
import { keyTagConditions } from "../exportTag";
import { logicalNames } from "../names";
import type { ExportPlan } from "../plan";
import { accountIdOf } from "../plan";
import { bucketPattern } from "./bucket";
import type { Grant } from "./grants";
import { grantIf, valuesIf } from "./grants";
import { keyTagGrant, newKeyGrant } from "./key";
import { namedGrants, topicGrant } from "./sharedGrants";

/**
 * What the owner of the bucket deploys for notifications of new findings: a topic, its key, and the bucket's notification configuration.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export function notificationGrants(plan: ExportPlan, component: string): Grant[] {
  const { settings, home, accounts } = plan;
  if (settings.notifications !== "made") {
    return namedGrants({ topicArn: settings.notificationTopic });
  }
  const accountId = accountIdOf(accounts, accounts.bucketOwner) ?? "*";
  const location = { region: home.name, accountId };
  // Where the findings' key is made too, its grants are for every key of the account.
  const keyIsMade =
    accounts.keyOwner === accounts.bucketOwner && settings.key.existing === undefined;
  const deleted = keyIsMade && settings.onDestroy === "delete";
  return [
    ...grantIf(!keyIsMade, { ...newKeyGrant(plan), purpose: "NewNotificationsKey" }),
    ...grantIf(!keyIsMade, {
      ...keyTagGrant(plan, keyArn(location, "*")),
      purpose: "NewNotificationsKeyTag",
    }),
    ...grantIf(!keyIsMade, {
      purpose: "NotificationsKey",
      actions: [
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
      ],
      resources: [keyArn(location, "*")],
    }),
    ...grantIf(!deleted, {
      purpose: "OwnNotificationsKey",
      actions: [
        "kms:ScheduleKeyDeletion",
        ...valuesIf(!keyIsMade, "kms:EnableKeyRotation", "kms:TagResource", "kms:UntagResource"),
      ],
      beyond: valuesIf(!keyIsMade, "kms:PutKeyPolicy"),
      resources: [keyArn(location, "*")],
      onlyWhere: keyTagConditions(plan.sidPrefix).has,
      names: [logicalNames(component).notificationsKey],
    }),
    topicGrant(
      "NotificationsTopic",
      arnOf("sns", location, `${logicalNames(component).notificationsTopic}-???????`),
    ),
    {
      purpose: "BucketNotification",
      actions: ["s3:GetBucketNotification", "s3:PutBucketNotification"],
      resources: [bucketPattern(plan)],
    },
  ];
}
