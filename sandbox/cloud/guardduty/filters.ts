import {
  type Condition,
  type Criterion,
  criterionProblems,
  DEPRECATED,
  type Operator,
} from "../../../rules/findingFilters";
import type { Detector, Filter, World } from "../../world";
import { partitionOf } from "../arn";
import type { Operations } from "../aws";
import type { Caller, Members } from "../contract";
import { requireDetector } from "./detectors";
import { badRequest } from "./errors";
import { administratorOf } from "./membership";
import { page } from "./paging";

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
const MAXIMUM_FILTERS = 100;
const NAME = /^[A-Za-z0-9._-]+$/;
const DESCRIPTION = /^[A-Za-z0-9.:_(){}[\]/\s-]*$/;

export const filterOperations: Operations = {
  CreateFilter: ({ world }, caller, input) => {
    const { Name: name, Action, Description, Rank, ClientToken, Tags } = input;
    const detector = requireOwnDetector(world, caller, input["DetectorId"]);
    requireTexts(name, Description);
    const criterion = requireCriterion(input["FindingCriteria"], caller, true);
    const existing = detector.filters[name];
    if (existing !== undefined) {
      const isReplayed = ClientToken !== undefined && existing.clientToken === ClientToken;
      if (isReplayed) return { Name: name };
      throw badRequest("filterExists");
    }
    const count = Object.keys(detector.filters).length;
    if (count >= MAXIMUM_FILTERS) throw badRequest("filterLimit");
    detector.filters[name] = {
      action: Action ?? "NOOP",
      description: Description ?? "",
      rank: count + 1,
      criterion,
      ...(ClientToken !== undefined && { clientToken: ClientToken }),
      tags: Tags ?? {},
    };
    if (Rank !== undefined) setRank(detector, name, Rank);
    return { Name: name };
  },

  GetFilter: ({ world }, caller, { DetectorId, FilterName }) => {
    const filter = requireFilter(requireDetector(world, caller, DetectorId), FilterName);
    return {
      Name: FilterName,
      Description: filter.description,
      Action: filter.action,
      Rank: filter.rank,
      FindingCriteria: { Criterion: criterionMembers(filter.criterion) },
      Tags: filter.tags,
    };
  },

  UpdateFilter: ({ world }, caller, input) => {
    const { FilterName, Action, Description, Rank, FindingCriteria } = input;
    const detector = requireOwnDetector(world, caller, input["DetectorId"]);
    const filter = requireFilter(detector, FilterName);
    requireTexts(FilterName, Description);
    if (FindingCriteria !== undefined) {
      filter.criterion = requireCriterion(FindingCriteria, caller, true);
    }
    filter.action = Action ?? filter.action;
    filter.description = Description ?? filter.description;
    if (Rank !== undefined) setRank(detector, FilterName, Rank);
    return { Name: FilterName };
  },

  DeleteFilter: ({ world }, caller, { DetectorId, FilterName }) => {
    const detector = requireOwnDetector(world, caller, DetectorId);
    requireFilter(detector, FilterName);
    delete detector.filters[FilterName];
  },

  ListFilters: ({ world }, caller, input) => {
    const { filters } = requireDetector(world, caller, input["DetectorId"]);
    const names = byRank(filters).map(([name]) => name);
    const { items, NextToken } = page(names, input, (name) => name);
    return { FilterNames: items, NextToken };
  },
};

/** Filters in the order in which they are applied. */
export function byRank(filters: Detector["filters"]): [name: string, filter: Filter][] {
  return Object.entries(filters).sort(([, one], [, other]) => one.rank - other.rank);
}

export function requireFilter(detector: Detector, name: unknown): Filter {
  const filter = detector.filters[String(name)];
  if (filter === undefined) throw badRequest("noResource");
  return filter;
}

/** A criterion by the current names of its operators, or a refusal where GuardDuty does not take it. */
export function requireCriterion(
  criteria: Members | undefined,
  { region }: Caller,
  isFilter: boolean,
): Criterion {
  const conditions: [string, Members][] = Object.entries(criteria?.["Criterion"] ?? {});
  const criterion = Object.fromEntries(
    conditions.map(([field, condition]) => [field, conditionOf(condition)]),
  );
  const use = { partition: partitionOf(region), isFilter };
  if (criterionProblems(criterion, use).length > 0) throw badRequest("outOfRange");
  return criterion;
}

/** The caller's detector, of an account that no other administers: the others' rules are made by their administrator. */
export function requireOwnDetector(world: World, caller: Caller, detectorId: unknown): Detector {
  const detector = requireDetector(world, caller, detectorId);
  if (administratorOf(world, caller) !== undefined) throw badRequest("administratorOnly");
  return detector;
}

function requireTexts(name: string, description: string | undefined): void {
  if (!NAME.test(name) || !DESCRIPTION.test(description ?? "")) throw badRequest("outOfRange");
}

/** A rank that another filter has moves that one, and those behind it, by one. */
function setRank({ filters }: Detector, name: string, rank: number): void {
  const others = byRank(filters).filter(([other]) => other !== name);
  let taken = rank;
  for (const [, other] of others) {
    if (other.rank !== taken) continue;
    taken += 1;
    other.rank = taken;
  }
  const filter = filters[name];
  if (filter !== undefined) filter.rank = rank;
}

function conditionOf(members: Members): Condition {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  const named = given.map(([member, value]) => [operatorOf(member), value]);
  // One operator under both of its names may not say two things.
  if (new Set(named.map(([operator]) => operator)).size < named.length) {
    throw badRequest("outOfRange");
  }
  return Object.fromEntries(named) as Condition;
}

function operatorOf(member: string): Operator {
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  return DEPRECATED[name] ?? (name as Operator);
}

function criterionMembers(criterion: Filter["criterion"]): Members {
  const conditions = Object.entries(criterion).map(([field, condition]) => [
    field,
    Object.fromEntries(
      Object.entries(condition).map(([operator, value]) => [
        operator.charAt(0).toUpperCase() + operator.slice(1),
        value,
      ]),
    ),
  ]);
  return Object.fromEntries(conditions);
}
