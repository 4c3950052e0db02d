import type { SharedResource } from "../../rules/addOns";
import { readLivePolicy } from "../../rules/adoption";
import { sharedAccess } from "../../rules/proof";
import type { Finding, Result } from "../findings";
import { error, unchecked, warning } from "../findings";

/** A queue, topic or bus that exists, with the text of its policy; undefined: it has none. */
export interface SharedPolicy {
  resource: SharedResource;
  policy: Result<string | undefined>;
}

/** Whom these policies let in from outside the accounts of their owners. */
export function judgeSharedPolicies(policies: readonly SharedPolicy[], at: Date): Finding[] {
  return policies.flatMap(({ resource, policy }): Finding[] => {
    const { path, kind, arn } = resource;
    if (policy.finding !== undefined) {
      return [unchecked("sharedPolicyNotRead", { path, kind, arn, cause: policy.finding })];
    }
    const { policy: document, problem } = readLivePolicy(policy.value, { of: kind, path });
    if (problem !== undefined) {
      return [unchecked("sharedPolicyNotRead", { path, kind, arn, problem })];
    }
    return sharedAccess({ kind, arn }, document, at.toISOString()).map((access) => {
      const make = access.severity === "error" ? error : warning;
      return make("sharedPolicyAccess", { path, access });
    });
  });
}
