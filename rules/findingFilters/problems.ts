import {
  type Condition,
  type Criterion,
  FIELD_LIMIT,
  LONGEST_WILDCARD,
  type Operator,
  VALUE_LIMITS,
} from "./conditions";
import { FIELDS, LISTED_FIELDS } from "./fields";

/** What GuardDuty does not take of a criterion. */
export type CriterionProblem =
  | { id: "noField" }
  | { id: "tooManyFields"; found: number; allowed: number }
  | { id: "unknownField"; field: string }
  | { id: "noOperator"; field: string }
  | { id: "noValue"; field: string; operator: Operator }
  | { id: "tooManyValues"; field: string; operator: Operator; found: number; allowed: number }
  | { id: "wildcardLength"; field: string; operator: Operator; found: number; allowed: number }
  | { id: "wildcardOperator"; field: string; operator: Operator };

export interface CriterionUse {
  partition: string;
  /** Whether it is of a filter: only there texts may have wildcards, and one field is the least. */
  isFilter: boolean;
}

/**
 * All that is wrong with a criterion.
 * Sources: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_filter-findings.html and the API pages of CreateFilter and Condition
 */
export function criterionProblems(criterion: Criterion, use: CriterionUse): CriterionProblem[] {
  const fields = Object.entries(criterion);
  const isKnown = (field: string): boolean =>
    // Of the other partitions AWS documents no more than the fields that every partition had before.
    (use.partition === "aws" ? FIELDS : LISTED_FIELDS).has(field);
  return [
    ...(use.isFilter && fields.length === 0 ? [{ id: "noField" } as const] : []),
    ...(fields.length > FIELD_LIMIT
      ? [{ id: "tooManyFields", found: fields.length, allowed: FIELD_LIMIT } as const]
      : []),
    ...fields.flatMap(([field, condition]) => [
      ...(isKnown(field) ? [] : [{ id: "unknownField", field } as const]),
      ...conditionProblems(field, condition, use),
    ]),
  ];
}

function conditionProblems(
  field: string,
  condition: Condition,
  { isFilter }: CriterionUse,
): CriterionProblem[] {
  const given = Object.entries(condition).filter(([, value]) => value !== undefined);
  if (given.length === 0) return [{ id: "noOperator", field }];
  return given.flatMap(([name, wanted]): CriterionProblem[] => {
    const operator = name as Operator;
    if (typeof wanted === "number") return [];
    const values = wanted as readonly string[];
    const allowed = VALUE_LIMITS[operator as keyof typeof VALUE_LIMITS];
    const isWildcard = operator === "matches" || operator === "notMatches";
    const at = { field, operator };
    return [
      ...(values.length === 0 ? [{ id: "noValue", ...at } as const] : []),
      ...(values.length > allowed
        ? [{ id: "tooManyValues", ...at, found: values.length, allowed } as const]
        : []),
      ...(isWildcard && !isFilter ? [{ id: "wildcardOperator", ...at } as const] : []),
      ...values.flatMap(({ length: found }) =>
        isWildcard && (found < 1 || found > LONGEST_WILDCARD)
          ? [{ id: "wildcardLength", ...at, found, allowed: LONGEST_WILDCARD } as const]
          : [],
      ),
    ];
  });
}
