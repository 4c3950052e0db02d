import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { GetFindingsStatisticsCommand } from "@aws-sdk/client-guardduty";

import type { Criterion } from "../../rules/findingFilters";
import { countableCriterion, meetsCriterion } from "../../rules/findingFilters";
import type { Connection } from "../connection";
import { sdkCriterion } from "./criterion";

/** Counts of findings; each call rejects with the error of the SDK. */
export interface StatisticsReader {
  /** How many findings of the account and its members meet a criterion; undefined: GuardDuty does not count them. */
  findingsCount(detectorId: string, criterion: Criterion): Promise<number | undefined>;
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
