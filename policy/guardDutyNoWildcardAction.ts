import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const guardDutyNoWildcardAction = stackPolicy({
  name: "guardduty-no-wildcard-action",
  description:
    "GuardDuty is allowed s3:GetBucketLocation, s3:PutObject and kms:GenerateDataKey, which are all it needs, and never kms:* or s3:*.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "List the actions in the statement.",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  check: violationsBy(
    (finding) =>
      finding.id === "guardDutyAccess" &&
      finding.callers.some((one) => one.kind === "guardDuty" && one.of === "exportedDetectors") &&
      finding.access.some((one) => one.class !== "writeElsewhere"),
  ),
});
