import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const destinationProvable = stackPolicy({
  name: "guardduty-destination-provable",
  description: "The bucket and key policies of the stack let GuardDuty export to each destination.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Apply the fix that the message gives.",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  check: violationsBy(({ id }) => id === "exportDenied" || id === "exportUndetermined"),
});
