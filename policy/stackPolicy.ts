import type {
  EnforcementLevel,
  PolicyResource,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";

import type { IdOfKind } from "../rules/findings";

/** One thing that a stack does wrong, and the resource that does it. */
export interface Violation {
  resource: PolicyResource;
  message: string;
}

interface Rule {
  name: IdOfKind<"pack">;
  /** One sentence: what has to hold. */
  description: string;
  severity: Severity;
  enforcementLevel: EnforcementLevel;
  /** What to do about a violation. */
  remediationSteps: string;
  /** The page of AWS that it rests on. */
  source: string;
  check(resources: PolicyResource[]): Iterable<Violation>;
}

/**
 * A policy of a whole stack. In a preview it reports what the known values show; where it needs another, the engine says that it cannot
 * run yet, and it runs on the update.
 */
export function stackPolicy({ check, description, source, ...rule }: Rule): StackValidationPolicy {
  return {
    ...rule,
    description: `${description} Source: ${source}`,
    validateStack({ resources }, report) {
      for (const { resource, message } of check(resources)) report(message, resource.urn);
    },
  };
}
