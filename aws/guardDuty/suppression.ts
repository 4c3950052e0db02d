import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  GetFilterCommand,
  GetIPSetCommand,
  GetTrustedEntitySetCommand,
  paginateListFilters,
  paginateListIPSets,
  paginateListTrustedEntitySets,
} from "@aws-sdk/client-guardduty";

import type { ArchivingFilter, Condition } from "../../rules/findingFilters";
import { DEPRECATED } from "../../rules/findingFilters";
import type { TrustedList } from "../../rules/health/types";
import { atOnce } from "../atOnce";
import type { Connection } from "../connection";

/** What keeps findings of a detector from being exported; each call rejects with the error of the SDK. */
export interface SuppressionReader {
  archivingFilters(detectorId: string): Promise<ArchivingFilter[]>;
  /** Lists that are in effect: GuardDuty makes no findings of what they name. */
  trustedLists(detectorId: string): Promise<TrustedList[]>;
}

/** A detector has at most 100 filters. */
const AT_ONCE = 5;

export function suppressionReader({
  client,
  options,
}: Connection<GuardDutyClient>): SuppressionReader {
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
    async trustedLists(DetectorId) {
      const lists: TrustedList[] = [];
      for await (const { IpSetIds = [] } of paginateListIPSets({ client }, { DetectorId })) {
        for (const IpSetId of IpSetIds) {
          const command = new GetIPSetCommand({ DetectorId, IpSetId });
          lists.push(listOf("IPSet", IpSetId, await client.send(command, options())));
        }
      }
      const sets = paginateListTrustedEntitySets({ client }, { DetectorId });
      for await (const { TrustedEntitySetIds = [] } of sets) {
        for (const TrustedEntitySetId of TrustedEntitySetIds) {
          const command = new GetTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId });
          const answer = await client.send(command, options());
          lists.push(listOf("TrustedEntitySet", TrustedEntitySetId, answer));
        }
      }
      return lists.filter(({ status }) => status === "ACTIVE" || status === "ACTIVATING");
    },
  };
}

function listOf(
  kind: TrustedList["kind"],
  listId: string,
  { Name = "", Location = "", Status = "" }: { Name?: string; Location?: string; Status?: string },
): TrustedList {
  return { kind, listId, name: Name, location: Location, status: Status };
}

/** By the current names of its operators; GuardDuty answers with both. */
function conditionOf(condition: object): Condition {
  const entries = Object.entries(condition).flatMap(([name, value]) => {
    const lower = name.charAt(0).toLowerCase() + name.slice(1);
    return value === undefined || value === null ? [] : [[DEPRECATED[lower] ?? lower, value]];
  });
  return Object.fromEntries(entries) as Condition;
}
