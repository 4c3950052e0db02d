import { arnOf } from "../arn";
import { keyTagConditions } from "../exportTag";
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
  const tagged = keyTagConditions(plan.sidPrefix);
  const own = makes ? { onlyWhere: tagged.has } : {};
  const aliasActions = ["kms:CreateAlias", ...valuesIf(deletes, "kms:DeleteAlias")];
  return [
    ...grantIf(makes, {
      purpose: "KeyAliases",
      actions: ["kms:ListAliases"],
      resources: ["*"],
      regions: [home.name],
    }),
    ...grantIf(makes, newKeyGrant(plan)),
    ...grantIf(makes, keyTagGrant(plan)),
    {
      purpose: "Key",
      actions: [
        "kms:DescribeKey",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListResourceTags",
      ],
      resources: [key],
    },
    ...grantIf(makes, {
      purpose: "OwnKey",
      actions: [
        "kms:EnableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateKeyDescription",
        ...aliasActions,
        ...valuesIf(deletes, "kms:ScheduleKeyDeletion"),
      ],
      beyond: ["kms:UpdateAlias"],
      resources: [key],
      ...own,
    }),
    ...grantIf(makes, {
      purpose: "KeyAlias",
      actions: aliasActions,
      beyond: ["kms:UpdateAlias"],
      resources: [kmsArn(plan, alias)],
    }),
    ...grantIf(!makes && adopted.policy !== "external", {
      purpose: "KeyPolicy",
      actions: ["kms:PutKeyPolicy"],
      resources: [key],
    }),
  ];
}

/** A key is created only with the export's tag, by which all else that changes a key is limited. */
export function newKeyGrant({ home, sidPrefix }: ExportPlan): Grant {
  return {
    purpose: "NewKey",
    actions: ["kms:CreateKey"],
    resources: ["*"],
    regions: [home.name],
    onlyWhere: keyTagConditions(sidPrefix).creates,
    creates: true,
  };
}

/** KMS asks for the tags of a new key on every key of the account. */
export function keyTagGrant(plan: ExportPlan, resource = keyPattern(plan)): Grant {
  return {
    purpose: "NewKeyTag",
    actions: ["kms:TagResource"],
    resources: [resource],
    onlyWhere: keyTagConditions(plan.sidPrefix).creates,
    creates: true,
  };
}

/** What S3 asks the key for when the prefix marker is written under it. */
export function markerKeyGrants(plan: ExportPlan): Grant[] {
  const needed = plan.access.markerUnderKey && plan.settings.bucket.prefix !== "";
  return grantIf(needed, {
    purpose: "MarkerKey",
    actions: [],
    beyond: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [keyPattern(plan)],
    ...(plan.settings.key.existing === undefined && {
      onlyWhere: keyTagConditions(plan.sidPrefix).has,
    }),
  });
}
