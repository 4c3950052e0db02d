import { arnOf } from "../arn";
import { logicalNames } from "../names";
import type { ExportPlan } from "../plan";
import { accountIdOf } from "../plan";
import type { Grant } from "./grants";
import { valuesIf, grantIf } from "./grants";

/** ARN of the key; an id that is not known yet as a pattern. */
export function keyPattern(plan: ExportPlan): string {
  const adopted = plan.settings.key.existing;
  return adopted?.arn ?? kmsArn(plan, "key/*");
}

function kmsArn({ home, accounts }: ExportPlan, resource: string): string {
  const accountId = accountIdOf(accounts, accounts.keyOwner) ?? "*";
  return arnOf("kms", { region: home.name, accountId }, resource);
}

/**
 * What the owner of the key deploys: the key with its alias, and its policy.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export function keyGrants(plan: ExportPlan, component: string): Grant[] {
  const { settings, home } = plan;
  const adopted = settings.key.existing;
  const deletes = settings.onDestroy === "delete" && adopted === undefined;
  const key = keyPattern(plan);
  const alias = settings.key.alias ?? `alias/${logicalNames(component).keyAlias}-???????`;
  const makes = adopted === undefined;
  return [
    ...grantIf(makes, {
      purpose: "NewKey",
      actions: ["kms:CreateKey", "kms:ListAliases"],
      resources: ["*"],
      regions: [home.name],
    }),
    {
      purpose: "Key",
      actions: [
        "kms:DescribeKey",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
        ...valuesIf(
          makes,
          "kms:EnableKeyRotation",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateKeyDescription",
        ),
        ...valuesIf(deletes, "kms:ScheduleKeyDeletion"),
      ],
      resources: [key],
    },
    ...grantIf(makes, {
      purpose: "KeyAlias",
      actions: ["kms:CreateAlias", ...valuesIf(deletes, "kms:DeleteAlias")],
      beyond: ["kms:UpdateAlias"],
      resources: [kmsArn(plan, alias), key],
    }),
    {
      purpose: "KeyPolicy",
      actions: [
        "kms:GetKeyPolicy",
        ...valuesIf(adopted?.policy !== "external", "kms:PutKeyPolicy"),
      ],
      resources: [key],
    },
  ];
}

/** What S3 asks the key for when the prefix marker is written under it. */
export function markerKeyGrants(plan: ExportPlan): Grant[] {
  const needed = plan.access.markerUnderKey && plan.settings.bucket.prefix !== "";
  return grantIf(needed, {
    purpose: "MarkerKey",
    actions: [],
    beyond: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [keyPattern(plan)],
  });
}
