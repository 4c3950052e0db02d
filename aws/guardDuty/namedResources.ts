import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  GetIPSetCommand,
  GetMalwareProtectionPlanCommand,
  GetThreatIntelSetCommand,
  ListMalwareProtectionPlansCommand,
  paginateListIPSets,
  paginateListThreatIntelSets,
} from "@aws-sdk/client-guardduty";

import type { KindOfList } from "../../rules/lists";
import type { Connection } from "../connection";

/** Ids of what GuardDuty has under a name, chosen by AWS; each call rejects with the error of the SDK. */
export interface NamedResources {
  /** Lists of a kind and name. */
  listsNamed(detectorId: string, kind: KindOfList, name: string): Promise<string[]>;
  /** Malware Protection plans of a bucket. */
  malwarePlansOf(bucketName: string): Promise<string[]>;
}

export function namedResources({ client, options }: Connection<GuardDutyClient>): NamedResources {
  /** The name of each list of a kind by its id. */
  const KINDS: { [kind in KindOfList]: (detectorId: string) => AsyncGenerator<[string, string?]> } =
    {
      async *IPSet(DetectorId) {
        for await (const { IpSetIds = [] } of paginateListIPSets({ client }, { DetectorId })) {
          for (const IpSetId of IpSetIds) {
            const command = new GetIPSetCommand({ DetectorId, IpSetId });
            yield [IpSetId, (await client.send(command, options())).Name];
          }
        }
      },
      async *ThreatIntelSet(DetectorId) {
        const pages = paginateListThreatIntelSets({ client }, { DetectorId });
        for await (const { ThreatIntelSetIds = [] } of pages) {
          for (const ThreatIntelSetId of ThreatIntelSetIds) {
            const command = new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId });
            yield [ThreatIntelSetId, (await client.send(command, options())).Name];
          }
        }
      },
    };
  return {
    async listsNamed(detectorId, kind, name) {
      const ids: string[] = [];
      for await (const [id, is] of KINDS[kind](detectorId)) if (is === name) ids.push(id);
      return ids;
    },
    async malwarePlansOf(bucketName) {
      const ids: string[] = [];
      let NextToken: string | undefined;
      do {
        const page = new ListMalwareProtectionPlansCommand({ NextToken });
        const answer = await client.send(page, options());
        for (const { MalwareProtectionPlanId } of answer.MalwareProtectionPlans ?? []) {
          if (MalwareProtectionPlanId === undefined) continue;
          const get = new GetMalwareProtectionPlanCommand({ MalwareProtectionPlanId });
          const { ProtectedResource } = await client.send(get, options());
          if (ProtectedResource?.S3Bucket?.BucketName === bucketName) {
            ids.push(MalwareProtectionPlanId);
          }
        }
        NextToken = answer.NextToken;
      } while (NextToken !== undefined && NextToken !== "");
      return ids;
    },
  };
}
