import { listOf } from "../rules/policyDocument";
import { nameOf, namesGuardDuty } from "../rules/proof/statements";
import { findingsPoliciesIn } from "./findings";
import { stackPolicy } from "./stackPolicy";

export const guardDutyNoWildcardAction = stackPolicy({
  name: "guardduty-no-wildcard-action",
  description:
    "GuardDuty is allowed single actions, never kms:* or s3:*: s3:GetBucketLocation, s3:PutObject and kms:GenerateDataKey are all it needs.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "List the actions in the statement.",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  check: (resources) =>
    findingsPoliciesIn(resources).flatMap(({ resource, document }) =>
      listOf(document.Statement).flatMap((statement, index) => {
        if (statement.Effect !== "Allow" || !namesGuardDuty(statement)) return [];
        const wide = [
          ...listOf(statement.Action).filter((action) => action.includes("*")),
          ...(statement.NotAction === undefined ? [] : ["NotAction"]),
        ];
        if (wide.length === 0) return [];
        const message = `${nameOf(statement, index)} allows GuardDuty ${wide.join(", ")}.`;
        return [{ resource, message }];
      }),
    ),
});
