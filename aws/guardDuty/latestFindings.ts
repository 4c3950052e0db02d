import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { GetFindingsStatisticsCommand } from "@aws-sdk/client-guardduty";

import type { Criterion } from "../../rules/findingFilters/conditions";
import type { DueFinding } from "../../rules/health/rhythm";
import type { Connection } from "../connection";
import { sdkCriterion } from "./criterion";

/** The newest findings; each call rejects with the error of the SDK. */
export interface LatestFindingsReader {
  /** The newest finding that meets a criterion, of each of the 100 accounts that have the most. */
  latestFindings(detectorId: string, criterion: Criterion): Promise<DueFinding[]>;
}

export function latestFindingsReader({
  client,
  options,
}: Connection<GuardDutyClient>): LatestFindingsReader {
  return {
    async latestFindings(DetectorId, criterion) {
      const command = new GetFindingsStatisticsCommand({
        ...{ DetectorId, FindingCriteria: { Criterion: sdkCriterion(criterion) } },
        ...{ GroupBy: "ACCOUNT", MaxResults: 100 },
      });
      const { FindingStatistics } = await client.send(command, options());
      const accounts = FindingStatistics?.GroupedByAccount ?? [];
      return accounts.flatMap(({ AccountId: accountId, LastGeneratedAt: at }) =>
        accountId && at ? [{ accountId, at }] : [],
      );
    },
  };
}
