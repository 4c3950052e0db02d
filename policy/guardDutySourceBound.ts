import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const guardDutySourceBound = stackPolicy({
  name: "guardduty-source-bound",
  description:
    "Statements that allow GuardDuty are bound to accounts by aws:SourceAccount or aws:SourceArn.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Add a condition on aws:SourceAccount and aws:SourceArn that names the detectors which export.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  check: violationsBy(
    (finding) =>
      finding.id === "guardDutyAccess" &&
      finding.callers.some((one) => one.kind === "guardDuty" && one.of === "otherAccount"),
    // Of a policy that is not known yet, one policy of the pack says so.
    { elsewhere: true },
  ),
});
