import type { Criterion, Operator } from "../findingFilters";
import { TIME_FIELDS } from "../findingFilters";
import { listed, quoted } from "./words";

const OPERATORS: { [operator in Operator]: string } = {
  equals: "is",
  notEquals: "is not",
  matches: "matches",
  notMatches: "does not match",
  greaterThan: "is greater than",
  greaterThanOrEqual: "is at least",
  lessThan: "is less than",
  lessThanOrEqual: "is at most",
};

/** Which findings a criterion takes, in words. */
export function criterionText(criterion: Criterion): string {
  const conditions = Object.entries(criterion).flatMap(([field, condition]) =>
    Object.entries(condition).map(([operator, value]) => {
      const wanted = Array.isArray(value) ? quoted(value as string[]) : boundText(field, value);
      return `${field} ${OPERATORS[operator as Operator]} ${wanted}`;
    }),
  );
  return conditions.length === 0 ? "every finding" : `findings whose ${listed(conditions)}`;
}

/** A time as a date; what is beyond the dates of ISO 8601 stays a number. */
function boundText(field: string, value: unknown): string {
  const isTime = TIME_FIELDS.has(field) && typeof value === "number" && value <= LAST_DATE;
  return isTime ? new Date(value).toISOString().replace(".000Z", "Z") : String(value);
}

const LAST_DATE = Date.UTC(9999, 11, 31);
