import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const writesEncrypted = stackPolicy({
  name: "guardduty-writes-encrypted",
  description:
    "The bucket policy denies GuardDuty uploads that are not encrypted under the destination's key.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Add the Deny statements that the message gives.",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  check: violationsBy(({ id }) => id === "unencryptedWrites" || id === "otherKeyWrites"),
});
