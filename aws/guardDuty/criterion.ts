import type { Condition as SdkCondition } from "@aws-sdk/client-guardduty";

import type { Criterion } from "../../rules/findingFilters/conditions";

/** A criterion as GuardDuty's calls take it. */
export function sdkCriterion(criterion: Criterion): { [field: string]: SdkCondition } {
  return Object.fromEntries(
    Object.entries(criterion).map(([field, condition]) => [
      field,
      Object.fromEntries(
        Object.entries(condition).map(([operator, value]) => [
          operator.charAt(0).toUpperCase() + operator.slice(1),
          value,
        ]),
      ),
    ]),
  );
}
