import type { guardduty } from "@pulumi/aws/types/input";

import { DATE_FIELD } from "../../rules/filters";
import type { Criterion } from "../../rules/findingFilters";

type Criterions = guardduty.FilterFindingCriteriaCriterion[];

/** A criterion as the AWS provider takes it: bounds are texts, and dates in one field. */
export function criterions(criterion: Criterion): Criterions {
  return Object.entries(criterion).map(([field, condition]) => ({
    field,
    ...Object.fromEntries(
      Object.entries(condition as object).map(([operator, value]) => [
        operator,
        typeof value === "number" ? boundText(field, value) : [...(value as string[])],
      ]),
    ),
  }));
}

function boundText(field: string, value: number): string {
  if (field !== DATE_FIELD) return String(value);
  return new Date(value).toISOString().replace(".000Z", "Z");
}
