import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  GetMalwareProtectionPlanCommand,
  ListMalwareProtectionPlansCommand,
} from "@aws-sdk/client-guardduty";

import type { ObservedList } from "../../rules/health/types";
import type { KindOfList } from "../../rules/lists/choices";
import type { Connection } from "../connection";
import { itemsOf, pagesOf } from "../pages";
import { ipSets, isInEffect, threatEntitySets, threatIntelSets, trustedEntitySets } from "./lists";

/** What GuardDuty has under names, with ids that AWS chose; each call rejects with the error of the SDK. */
export interface NamedResources {
  /** Ids of the lists of a kind and name. */
  listsNamed(detectorId: string, kind: KindOfList, name: string): Promise<string[]>;
  /** The lists of a kind that are in effect. */
  activeLists(detectorId: string, kind: KindOfList): Promise<ObservedList[]>;
  /** Rejects where there is no list of the id. */
  requireList(detectorId: string, kind: KindOfList, listId: string): Promise<void>;
  /** The Malware Protection plans of a bucket. */
  malwarePlansOf(bucketName: string): Promise<MalwarePlan[]>;
  /** Rejects where there is no plan of the id. */
  requireMalwarePlan(planId: string): Promise<void>;
}

/** A Malware Protection plan as GuardDuty describes it. */
export interface MalwarePlan {
  id: string;
  roleArn: string;
  /** ACTIVE, WARNING or ERROR. */
  status: string;
  /** Codes of the reasons of a status other than ACTIVE. */
  codes: string[];
}

type Connected = Connection<GuardDutyClient>;

export function namedResources(connection: Connected): NamedResources {
  const { client, options } = connection;
  return {
    async listsNamed(detectorId, kind, name) {
      const lists = await READERS[kind](connection, detectorId);
      return lists.filter((one) => one.name === name).map(({ listId }) => listId);
    },
    async activeLists(detectorId, kind) {
      const lists = await READERS[kind](connection, detectorId);
      return lists.filter(isInEffect);
    },
    async requireList(DetectorId, kind, listId) {
      await READERS[kind].get(client, { DetectorId, listId }, options());
    },
    async requireMalwarePlan(MalwareProtectionPlanId) {
      const get = new GetMalwareProtectionPlanCommand({ MalwareProtectionPlanId });
      await client.send(get, options());
    },
    async malwarePlansOf(bucketName) {
      const pages = pagesOf((NextToken) =>
        client.send(new ListMalwareProtectionPlansCommand({ NextToken }), options()),
      );
      const listed = await itemsOf(pages, ({ MalwareProtectionPlans }) => MalwareProtectionPlans);
      const plans: MalwarePlan[] = [];
      for (const { MalwareProtectionPlanId } of listed) {
        if (MalwareProtectionPlanId === undefined) continue;
        const get = new GetMalwareProtectionPlanCommand({ MalwareProtectionPlanId });
        const found = await client.send(get, options());
        if (found.ProtectedResource?.S3Bucket?.BucketName !== bucketName) continue;
        plans.push({
          id: MalwareProtectionPlanId,
          ...{ roleArn: found.Role ?? "", status: found.Status ?? "" },
          codes: (found.StatusReasons ?? []).flatMap(({ Code }) => Code ?? []),
        });
      }
      return plans;
    },
  };
}

/** Every list of a kind. */
const READERS: { [kind in KindOfList]: typeof ipSets } = {
  IPSet: ipSets,
  ThreatIntelSet: threatIntelSets,
  TrustedEntitySet: trustedEntitySets,
  ThreatEntitySet: threatEntitySets,
};
