import type { Condition, Criterion } from "./conditions";
import { meetsCriterion } from "./matching";
import { severityLevels } from "./suppression";

/** The fields whose conditions no value meets together: a finding that meets the criterion does not exist. */
export function contradictions(criterion: Criterion): string[] {
  return Object.entries(criterion).flatMap(([field, condition]) =>
    isImpossible(field, condition) ? [field] : [],
  );
}

function isImpossible(field: string, condition: Condition): boolean {
  if (field === "severity" && severityLevels({ severity: condition }).length === 0) return true;
  return noneLeft(condition) || isEmptyRange(condition);
}

/** Whether each value that is wanted is one that is not. */
function noneLeft({ equals, notEquals, notMatches }: Condition): boolean {
  if (equals === undefined) return false;
  const others = { ...(notEquals && { notEquals }), ...(notMatches && { notMatches }) };
  return !equals.some((value) => meetsCriterion({ value: others }, { value }));
}

function isEmptyRange(condition: Condition): boolean {
  const { greaterThan = -Infinity, greaterThanOrEqual = -Infinity } = condition;
  const { lessThan = Infinity, lessThanOrEqual = Infinity } = condition;
  const least = Math.max(greaterThan, greaterThanOrEqual);
  const most = Math.min(lessThan, lessThanOrEqual);
  const isOpen = least === greaterThan || most === lessThan;
  return least > most || (least === most && isOpen);
}
