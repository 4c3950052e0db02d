import { FIELDS, meetsCriterion } from "../../../rules/findingFilters";
import type { Aws, Operation, Operations } from "../aws";
import type { Caller, Members } from "../contract";
import { badRequest } from "./errors";
import { requireDetector } from "./detectors";
import { requireCriterion, requireOwnDetector } from "./filters";
import type { Finding } from "./finding";
import { findingMembers } from "./findingMembers";
import { findingStatistics } from "./findingStatistics";
import { visibleFindings } from "./findingStore";
import { page } from "./paging";

export const findingQueryOperations: Operations = {
  ListFindings: (aws, caller, input) => {
    const found = sorted(matchingFindings(aws, caller, input), input["SortCriteria"]);
    const { items, NextToken } = page(found, input, ({ id }) => id);
    return { FindingIds: items.map(({ id }) => id), NextToken };
  },

  GetFindings: (aws, caller, { DetectorId, FindingIds, SortCriteria }) => {
    requireDetector(aws.world, caller, DetectorId);
    const byId = new Map(visibleFindings(aws, caller).map((finding) => [finding.id, finding]));
    const found = (FindingIds as string[]).flatMap((id) => byId.get(id) ?? []);
    return { Findings: sorted(found, SortCriteria).map(findingMembers) };
  },

  GetFindingsStatistics: (aws, caller, input) => ({
    FindingStatistics: findingStatistics(matchingFindings(aws, caller, input), input),
  }),

  ArchiveFindings: archive(true),

  /** What is active again leaves with its next update. */
  UnarchiveFindings: archive(false),
};

function matchingFindings(aws: Aws, caller: Caller, input: Members): Finding[] {
  requireDetector(aws.world, caller, input["DetectorId"]);
  const criterion = requireCriterion(input["FindingCriteria"], caller, false);
  return visibleFindings(aws, caller).filter((finding) => meetsCriterion(criterion, finding));
}

/** UNVERIFIED what becomes of ids that are none. */
function archive(archived: boolean): Operation {
  return (aws, caller, { DetectorId, FindingIds }) => {
    requireOwnDetector(aws.world, caller, DetectorId);
    const wanted = new Set<string>(FindingIds);
    const found = visibleFindings(aws, caller).filter(({ id }) => wanted.has(id));
    if (found.length < wanted.size) throw badRequest("outOfRange");
    for (const { service } of found) service.archived = archived;
  };
}

function sorted(findings: Finding[], criteria: Members | undefined): Finding[] {
  const { AttributeName: field, OrderBy = "ASC" } = criteria ?? {};
  if (field === undefined) return findings;
  if (!FIELDS.has(field)) throw badRequest("outOfRange");
  const direction = OrderBy === "DESC" ? -1 : 1;
  return [...findings].sort((one, other) => direction * compared(at(one, field), at(other, field)));
}

function compared(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one ?? "") < String(other ?? "") ? -1 : Number(one !== other);
}

function at(finding: Finding, field: string): unknown {
  return field
    .split(".")
    .reduce<unknown>((value, name) => (value as Members | undefined)?.[name], finding);
}
