import type { PolicyResource } from "@pulumi/policy";

import { destinationsIn, hasPolicies } from "./findings";
import { valueOf } from "./references";
import { stackPolicy } from "./stackPolicy";

export const destinationPoliciesInStack = stackPolicy({
  name: "guardduty-destination-policies-in-stack",
  description: "The stack has the bucket and the key of each destination, with their policies.",
  severity: "medium",
  // An adopted bucket is not wrong, but its policy is not checked here.
  enforcementLevel: "advisory",
  remediationSteps:
    "Manage bucket, key and their policies in the stack, or check them where they are managed.",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  check: (resources) =>
    destinationsIn(resources)
      .filter((destination) => !hasPolicies(destination, resources))
      .map((resource) => ({
        resource,
        message: `not checked: whether GuardDuty may write to ${destinationArnOf(resource)}: the stack lacks the bucket, its key or a policy of theirs.`,
      })),
});

function destinationArnOf({ props }: PolicyResource): string {
  return valueOf(() => String(props["destinationArn"])).known ?? "its bucket";
}
