import type { Condition as SdkCondition, GuardDutyClient } from "@aws-sdk/client-guardduty";
import { GetFindingsStatisticsCommand } from "@aws-sdk/client-guardduty";

import { countableCriterion } from "../../rules/findingFilters/archived";
import type { Criterion } from "../../rules/findingFilters/conditions";
import { meetsCriterion } from "../../rules/findingFilters/matching";
import type { DueFinding } from "../../rules/health/newest";
import type { Connection } from "../connection";

/** Counts of findings; each call rejects with the error of the SDK. */
export interface StatisticsReader {
  /** How many findings of the account and its members meet a criterion; undefined: GuardDuty does not count them. */
  findingsCount(detectorId: string, criterion: Criterion): Promise<number | undefined>;
}

/** The newest findings; each call rejects with the error of the SDK. */
export interface LatestFindingsReader {
  /** The newest finding that meets a criterion, of each of the 100 accounts that have the most. */
  latestFindings(detectorId: string, criterion: Criterion): Promise<DueFinding[]>;
}

/** GuardDuty answers at most so many groups, the largest first. */
const MOST_GROUPS = 100;

export function statisticsReader({
  client,
  options,
}: Connection<GuardDutyClient>): StatisticsReader {
  return {
    async findingsCount(DetectorId, criterion) {
      const { counted, types } = countableCriterion(criterion);
      if (counted === undefined) return undefined;
      const command = new GetFindingsStatisticsCommand({
        ...{ DetectorId, FindingCriteria: { Criterion: sdkCriterion(counted) } },
        ...{ GroupBy: types ? "FINDING_TYPE" : "SEVERITY", MaxResults: MOST_GROUPS },
      });
      const { FindingStatistics } = await client.send(command, options());
      if (types === undefined) return sum(FindingStatistics?.GroupedBySeverity);
      const groups = FindingStatistics?.GroupedByFindingType ?? [];
      if (groups.length === MOST_GROUPS) return undefined;
      return sum(
        groups.filter(({ FindingType }) => meetsCriterion({ type: types }, { type: FindingType })),
      );
    },
  };
}

function sum(groups: readonly { TotalFindings?: number | undefined }[] = []): number {
  return groups.reduce((total, { TotalFindings = 0 }) => total + TotalFindings, 0);
}

export function latestFindingsReader({
  client,
  options,
}: Connection<GuardDutyClient>): LatestFindingsReader {
  return {
    async latestFindings(DetectorId, criterion) {
      const command = new GetFindingsStatisticsCommand({
        ...{ DetectorId, FindingCriteria: { Criterion: sdkCriterion(criterion) } },
        ...{ GroupBy: "ACCOUNT", MaxResults: MOST_GROUPS },
      });
      const { FindingStatistics } = await client.send(command, options());
      const accounts = FindingStatistics?.GroupedByAccount ?? [];
      return accounts.flatMap(({ AccountId: accountId, LastGeneratedAt: at }) =>
        accountId && at ? [{ accountId, at }] : [],
      );
    },
  };
}

/** A criterion as GuardDuty's calls take it. */
function sdkCriterion(criterion: Criterion): { [field: string]: SdkCondition } {
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
