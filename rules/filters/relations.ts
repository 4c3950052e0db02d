import { ownRegionProblems } from "../args/ownRegions";
import { onePartition, repeatedRegions } from "../args/relations";
import { isRecord, listAt, recordAt } from "../args/unchecked";
import type { Criterion, CriterionProblem, Operator } from "../findingFilters";
import {
  criterionProblems,
  FIELDS,
  LISTED_FIELDS,
  LONGEST_WILDCARD,
  TIME_FIELDS,
} from "../findingFilters";
import { missingIds } from "../health/args";
import type { Fix, Problem } from "../problems";
import { nearest, problem, propertyPath, remove, setLike, setTo } from "../problems";
import { regionFacts } from "../regions";
import { DATE_FIELD, MOST_FILTERS } from "./limits";

type IsCriterion = (value: unknown) => value is Criterion;

/** What is wrong between the arguments of a FindingFilters, and what GuardDuty does not take of each criterion. */
export function filterRelations(args: unknown, isCriterion: IsCriterion): Problem[] {
  if (!isRecord(args)) return [];
  const filters = Object.entries(recordAt(args, "filters") ?? {}).filter(
    (entry): entry is [string, { [property: string]: unknown }] => isRecord(entry[1]),
  );
  const regions = listAt(args, "regions").filter((one) => typeof one === "string");
  const partition = regionFacts(regions[0] ?? "")?.partition ?? "aws";
  return [
    ...repeatedRegions(args),
    ...onePartition(args),
    ...missingIds("detectorIds", args["detectorIds"], regions),
    ...filters.flatMap(([name, filter]) => [
      ...(isCriterion(filter["criterion"])
        ? ofCriterion(name, filter["criterion"], partition)
        : []),
      ...ownRegionProblems(["filters", name], filter, regions),
    ]),
    ...rankProblems(filters),
    ...(filters.length > MOST_FILTERS
      ? [
          problem(
            "filterCount",
            "filters",
            remove(...filters.slice(MOST_FILTERS).map(([name]) => propertyPath(["filters", name]))),
            { count: filters.length, maximum: MOST_FILTERS },
          ),
        ]
      : []),
  ];
}

function ofCriterion(name: string, criterion: Criterion, partition: string): Problem[] {
  return [
    ...criterionProblems(criterion, { partition, isFilter: true }).map((found) =>
      criterionProblem(name, criterion, found, partition),
    ),
    ...dateProblems(name, criterion),
    ...valueProblems(name, criterion),
  ];
}

const EXAMPLE = { type: "Recon:EC2/PortProbeUnprotectedPort" } as { [field: string]: string };

/** A fix never makes a filter match more findings: without one of its conditions it would. */
function criterionProblem(
  name: string,
  criterion: Criterion,
  found: CriterionProblem,
  partition: string,
): Problem {
  const at = (...more: string[]) => propertyPath(["filters", name, "criterion", ...more]);
  const withoutFilter = remove(propertyPath(["filters", name]));
  switch (found.id) {
    case "noField": {
      const example = [EXAMPLE["type"]];
      return problem("filterFieldMissing", at(), setLike(at("type", "equals"), example));
    }
    case "tooManyFields": {
      const { found: count, allowed } = found;
      return problem("filterFieldCount", at(), withoutFilter, { count, allowed });
    }
    case "unknownField": {
      const { field } = found;
      const known = partition === "aws" ? FIELDS : LISTED_FIELDS;
      const near = nearestField(field, known, Object.keys(criterion));
      const path = at(field);
      const fix = near === undefined ? withoutFilter : renameTo(path, near);
      return problem("filterField", path, fix, { field, near, partition });
    }
    case "noOperator": {
      const { field } = found;
      const example = [EXAMPLE[field] ?? "value"];
      return problem("filterOperatorMissing", at(field), setLike(at(field, "equals"), example));
    }
    case "noValue":
      return problem("empty", at(found.field, found.operator), withoutFilter);
    case "tooManyValues": {
      const { field, operator, found: count, allowed } = found;
      const path = at(field, operator);
      const fix = isNegated(operator)
        ? withoutFilter
        : setTo(path, valuesOf(criterion, found).slice(0, allowed));
      return problem("filterValueCount", path, fix, { operator, count, allowed });
    }
    case "wildcardLength": {
      const { field, operator, found: length } = found;
      const path = at(field, operator);
      const left = valuesOf(criterion, found).filter((one) => one.length <= LONGEST_WILDCARD);
      const fix = isNegated(operator) || left.length === 0 ? withoutFilter : setTo(path, left);
      return problem("filterWildcardLength", path, fix, { length, maximum: LONGEST_WILDCARD });
    }
    case "wildcardOperator":
      return problem("invalid", at(found.field), withoutFilter, { got: found.operator });
  }
}

const isNegated = (operator: Operator): boolean => /^not/.test(operator);

const valuesOf = (criterion: Criterion, at: { field: string; operator: Operator }) =>
  (criterion[at.field]?.[at.operator] ?? []) as readonly string[];

const renameTo = (path: string, to: string): Fix => ({ action: "rename", path, to });

/** The field that was probably meant: by its whole path, else by its last name where only one field ends so. */
function nearestField(
  field: string,
  known: ReadonlySet<string>,
  taken: readonly string[],
): string | undefined {
  const free = [...known].filter((one) => !taken.includes(one));
  const last = (path: string) => path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const same = free.filter((one) => last(one) === last(field));
  return same.length === 1 ? same[0] : nearest(field, free);
}

const BOUNDS = ["greaterThan", "greaterThanOrEqual", "lessThan", "lessThanOrEqual"] as const;
const SECOND = 1000;

/** A bound of updatedAt becomes a date of the provider, which drops what is less than a second. */
function dateProblems(name: string, criterion: Criterion): Problem[] {
  return BOUNDS.flatMap((operator) => {
    const got = criterion[DATE_FIELD]?.[operator];
    if (got === undefined || got % SECOND === 0) return [];
    const path = propertyPath(["filters", name, "criterion", DATE_FIELD, operator]);
    const whole = Math.max(1, Math.round(got / SECOND)) * SECOND;
    return [problem("filterBoundSeconds", path, setTo(path, whole), { got })];
  });
}

/** Levels of severity and the values of each. Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html */
const LEVELS: { [level: string]: readonly string[] } = {
  LOW: ["1", "2", "3"],
  MEDIUM: ["4", "5", "6"],
  HIGH: ["7", "8"],
  CRITICAL: ["9", "10"],
};
const SEVERITIES = Object.values(LEVELS).flat();

const severitiesOf = (value: string): readonly string[] =>
  SEVERITIES.includes(value) ? [value] : (LEVELS[value.trim().toUpperCase()] ?? []);

function timesOf(value: string): readonly string[] {
  if (/^\d+$/.test(value)) return [value];
  const time = Date.parse(value);
  return Number.isNaN(time) || time < 0 ? [] : [String(time)];
}

/** The values of a severity or a time that equal none of a finding. */
function valueProblems(name: string, criterion: Criterion): Problem[] {
  return Object.entries(criterion).flatMap(([field, { equals, notEquals }]) => {
    const isTime = TIME_FIELDS.has(field);
    if (!isTime && field !== "severity") return [];
    const meantBy = isTime ? timesOf : severitiesOf;
    return Object.entries({ equals, notEquals }).flatMap(([operator, values = []]) => {
      const wrong = values.find((value) => !meantBy(value).includes(value));
      if (wrong === undefined) return [];
      const path = propertyPath(["filters", name, "criterion", field, operator]);
      const meant = values.map(meantBy);
      const fix = meant.some(({ length }) => length === 0)
        ? remove(propertyPath(["filters", name]))
        : setTo(path, [...new Set(meant.flat())]);
      return [problem(isTime ? "filterTime" : "filterSeverity", path, fix, { got: wrong })];
    });
  });
}

function rankProblems(filters: [string, { [property: string]: unknown }][]): Problem[] {
  const ranks = filters.map(([, { rank }]) => rank);
  return filters.flatMap(([name, { rank }], index) => {
    const first = ranks.indexOf(rank);
    if (typeof rank !== "number" || first === index) return [];
    const path = propertyPath(["filters", name, "rank"]);
    const other = filters[first]?.[0] ?? "";
    return [problem("filterRank", path, remove(path), { rank, other })];
  });
}
