import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import { GetFilterCommand, paginateListFilters } from "@aws-sdk/client-guardduty";

import type { ArchivingFilter, Condition } from "../../rules/findingFilters";
import { DEPRECATED } from "../../rules/findingFilters";
import type { ObservedList } from "../../rules/health/types";
import { atOnce } from "../atOnce";
import type { Connection } from "../connection";
import { ipSets, isInEffect, trustedEntitySets } from "./lists";

/** What keeps findings of a detector from being exported; each call rejects with the error of the SDK. */
export interface SuppressionReader {
  archivingFilters(detectorId: string): Promise<ArchivingFilter[]>;
  /** Rejects where there is no filter of the name. */
  requireFilter(detectorId: string, name: string): Promise<void>;
  /** Lists that are in effect: GuardDuty makes no findings of what they name. */
  trustedLists(detectorId: string): Promise<ObservedList[]>;
}

/** A detector has at most 100 filters. */
const AT_ONCE = 5;

export function suppressionReader(connection: Connection<GuardDutyClient>): SuppressionReader {
  const { client, options } = connection;
  return {
    async archivingFilters(DetectorId) {
      const names: string[] = [];
      for await (const page of paginateListFilters({ client }, { DetectorId })) {
        names.push(...(page.FilterNames ?? []));
      }
      const found = await atOnce(AT_ONCE, names, async (FilterName) => {
        const command = new GetFilterCommand({ DetectorId, FilterName });
        const { Action, FindingCriteria } = await client.send(command, options());
        const conditions = Object.entries(FindingCriteria?.Criterion ?? {});
        const criterion = Object.fromEntries(
          conditions.map(([field, condition]) => [field, conditionOf(condition)]),
        );
        return { name: FilterName, action: Action, criterion };
      });
      return found
        .filter(({ action }) => action === "ARCHIVE")
        .map(({ name, criterion }) => ({ name, criterion }));
    },
    async requireFilter(DetectorId, FilterName) {
      await client.send(new GetFilterCommand({ DetectorId, FilterName }), options());
    },
    async trustedLists(detectorId) {
      const lists = [
        ...(await ipSets(connection, detectorId)),
        ...(await trustedEntitySets(connection, detectorId)),
      ];
      return lists.filter(isInEffect);
    },
  };
}

/** By the current names of its operators; GuardDuty answers with both. */
function conditionOf(condition: object): Condition {
  const entries = Object.entries(condition).flatMap(([name, value]) => {
    const lower = name.charAt(0).toLowerCase() + name.slice(1);
    return value === undefined || value === null ? [] : [[DEPRECATED[lower] ?? lower, value]];
  });
  return Object.fromEntries(entries) as Condition;
}
