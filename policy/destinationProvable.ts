import { explainProof, proveExport } from "../rules/proof";
import { destinationsIn, exportPoliciesOf } from "./findings";
import { stackPolicy } from "./stackPolicy";

export const destinationProvable = stackPolicy({
  name: "guardduty-destination-provable",
  description: "The bucket and key policies of the stack let GuardDuty export to each destination.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Change the statement that the message names as it says.",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  check: (resources) =>
    destinationsIn(resources).flatMap((resource) => {
      const policies = exportPoliciesOf(resource, resources);
      const proofs = policies === undefined ? [] : proveExport(policies);
      return proofs
        .filter(({ result }) => result !== "allowed")
        .map((proof) => ({ resource, message: explainProof(proof) }));
    }),
});
