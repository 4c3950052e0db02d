import { AwsError, type Members } from "../contract";
import { badRequest } from "./errors";
import type { Finding } from "./finding";

interface Grouping {
  /** Member of the answer. */
  answer: string;
  /** What findings of one group share, as members of the answer. */
  shared(finding: Finding): Members;
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindingsStatistics.html */
const GROUPINGS: { readonly [groupBy: string]: Grouping } = {
  ACCOUNT: { answer: "GroupedByAccount", shared: ({ accountId }) => ({ AccountId: accountId }) },
  DATE: {
    answer: "GroupedByDate",
    shared: ({ updatedAt }) => ({ Date: new Date(`${updatedAt.slice(0, 10)}T00:00:00Z`) }),
  },
  FINDING_TYPE: { answer: "GroupedByFindingType", shared: ({ type }) => ({ FindingType: type }) },
  SEVERITY: { answer: "GroupedBySeverity", shared: ({ severity }) => ({ Severity: severity }) },
};

const MOST_GROUPS = 25;

/** Findings counted by severity, or in groups, the largest first. */
export function findingStatistics(findings: Finding[], input: Members): Members {
  const { FindingStatisticTypes, GroupBy, OrderBy = "DESC", MaxResults = MOST_GROUPS } = input;
  const isByType = FindingStatisticTypes !== undefined;
  if (isByType === (GroupBy !== undefined)) throw badRequest("outOfRange");
  if (isByType) {
    const isCounted = (FindingStatisticTypes as string[]).includes("COUNT_BY_SEVERITY");
    return isCounted ? { CountBySeverity: countBySeverity(findings) } : {};
  }
  const grouping = GROUPINGS[GroupBy];
  // UNVERIFIED what the id of a resource is, for each of its types.
  if (grouping === undefined) {
    throw new AwsError("NotImplemented", `The sandbox does not group findings by ${GroupBy}.`, 501);
  }
  const groups = grouped(findings, grouping);
  const direction = OrderBy === "ASC" ? 1 : -1;
  groups.sort((one, other) => direction * (one["TotalFindings"] - other["TotalFindings"]));
  return { [grouping.answer]: groups.slice(0, MaxResults) };
}

function countBySeverity(findings: Finding[]): { [severity: string]: number } {
  const counts: { [severity: string]: number } = {};
  for (const { severity } of findings) {
    const key = severity.toFixed(1);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function grouped(findings: Finding[], { shared }: Grouping): Members[] {
  const groups = new Map<string, { shared: Members; findings: Finding[] }>();
  for (const finding of findings) {
    const members = shared(finding);
    const key = JSON.stringify(members);
    const group = groups.get(key) ?? { shared: members, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ shared: members, findings: all }) => ({
    ...members,
    LastGeneratedAt: new Date(Math.max(...all.map(({ updatedAt }) => Date.parse(updatedAt)))),
    TotalFindings: all.length,
  }));
}
