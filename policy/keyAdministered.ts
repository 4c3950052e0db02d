import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const keyAdministered = stackPolicy({
  name: "guardduty-key-administered",
  description: "The key policy lets an identity of the key's account change it again.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Allow kms:* to the root of the key's account, and remove what denies it kms:PutKeyPolicy.",
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  check: violationsBy(({ id }) => id === "keyAdministrationMissing"),
});
