import { AWS_SERVICE_KEY, ORGANIZATION_KEYS } from "../proof/uncheckedPolicies";
import type { UncheckedPolicies } from "../proof/uncheckedPolicies";
import { listed } from "./words";

const POLICIES: { [policies in UncheckedPolicies]: string } = {
  controlPolicies: "service and resource control policies",
  permissionsBoundaries: "permissions boundaries",
};

/** Which policies were not read, and what is the likeliest of them to end an export. */
export function uncheckedPoliciesText(policies: readonly UncheckedPolicies[]): string {
  const which = policies.map((one) => POLICIES[one]).join(", ");
  const keys = listed(ORGANIZATION_KEYS, "or");
  return `not checked: ${which}. The likeliest fault is a resource control policy that denies requests by ${keys} without an exception for AWS services (${AWS_SERVICE_KEY})`;
}
