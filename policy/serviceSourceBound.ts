import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const serviceSourceBound = stackPolicy({
  name: "guardduty-service-source-bound",
  description:
    "Statements that let other services reach findings are bound by aws:SourceAccount, aws:SourceArn or aws:SourceOrgID.",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps: "Add a condition on aws:SourceAccount, aws:SourceArn or aws:SourceOrgID.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  check: violationsBy(({ id }) => id === "serviceAccess"),
});
