import { listOf } from "../rules/policyDocument";
import { nameOf, namesEverybody } from "../rules/proof/statements";
import { findingsPoliciesIn } from "./findings";
import { stackPolicy } from "./stackPolicy";

export const noWildcardPrincipal = stackPolicy({
  name: "guardduty-no-wildcard-principal",
  description: "No statement of a bucket or key policy of findings allows anything to everybody.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Name the principals in the statement.",
  source:
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  check: (resources) =>
    findingsPoliciesIn(resources).flatMap(({ resource, document }) =>
      listOf(document.Statement).flatMap((statement, index) =>
        statement.Effect === "Allow" && namesEverybody(statement)
          ? [{ resource, message: `${nameOf(statement, index)} allows everybody.` }]
          : [],
      ),
    ),
});
