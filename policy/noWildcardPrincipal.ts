import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const noWildcardPrincipal = stackPolicy({
  name: "guardduty-no-wildcard-principal",
  description:
    "No statement of a bucket or key policy of findings lets any AWS account or anonymous callers in.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Name the principals in the statement.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  check: violationsBy(({ id }) => id === "publicAccess"),
});
