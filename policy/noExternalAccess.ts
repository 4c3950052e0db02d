import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const noExternalAccess = stackPolicy({
  name: "guardduty-no-external-access",
  description:
    "The bucket and key policies of findings let no other account in, but for readers of an export of this package.",
  severity: "high",
  // Another account may be meant to read.
  enforcementLevel: "advisory",
  remediationSteps: "Remove the principals of other accounts that need no access.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-external-access-findings.html",
  check: violationsBy(({ id }) => id === "externalAccess"),
});
