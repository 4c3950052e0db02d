import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  GetIPSetCommand,
  GetThreatEntitySetCommand,
  GetThreatIntelSetCommand,
  GetTrustedEntitySetCommand,
  paginateListIPSets,
  paginateListThreatEntitySets,
  paginateListThreatIntelSets,
  paginateListTrustedEntitySets,
} from "@aws-sdk/client-guardduty";

import type { ObservedList } from "../../rules/health/types";
import type { Connection } from "../connection";

/** Every list of a kind that a detector has; rejects with the error of the SDK. */
type ReadLists = (
  connection: Connection<GuardDutyClient>,
  detectorId: string,
) => Promise<ObservedList[]>;

interface Answer {
  Name?: string | undefined;
  Location?: string | undefined;
  Status?: string | undefined;
  ExpectedBucketOwner?: string | undefined;
}

export const ipSets: ReadLists = async ({ client, options }, DetectorId) => {
  const lists: ObservedList[] = [];
  for await (const { IpSetIds = [] } of paginateListIPSets({ client }, { DetectorId })) {
    for (const IpSetId of IpSetIds) {
      const command = new GetIPSetCommand({ DetectorId, IpSetId });
      lists.push(listOf("IPSet", IpSetId, await client.send(command, options())));
    }
  }
  return lists;
};

export const trustedEntitySets: ReadLists = async ({ client, options }, DetectorId) => {
  const lists: ObservedList[] = [];
  const pages = paginateListTrustedEntitySets({ client }, { DetectorId });
  for await (const { TrustedEntitySetIds = [] } of pages) {
    for (const TrustedEntitySetId of TrustedEntitySetIds) {
      const command = new GetTrustedEntitySetCommand({ DetectorId, TrustedEntitySetId });
      const answer = await client.send(command, options());
      lists.push(listOf("TrustedEntitySet", TrustedEntitySetId, answer));
    }
  }
  return lists;
};

export const threatIntelSets: ReadLists = async ({ client, options }, DetectorId) => {
  const lists: ObservedList[] = [];
  const pages = paginateListThreatIntelSets({ client }, { DetectorId });
  for await (const { ThreatIntelSetIds = [] } of pages) {
    for (const ThreatIntelSetId of ThreatIntelSetIds) {
      const command = new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId });
      lists.push(listOf("ThreatIntelSet", ThreatIntelSetId, await client.send(command, options())));
    }
  }
  return lists;
};

export const threatEntitySets: ReadLists = async ({ client, options }, DetectorId) => {
  const lists: ObservedList[] = [];
  const pages = paginateListThreatEntitySets({ client }, { DetectorId });
  for await (const { ThreatEntitySetIds = [] } of pages) {
    for (const ThreatEntitySetId of ThreatEntitySetIds) {
      const command = new GetThreatEntitySetCommand({ DetectorId, ThreatEntitySetId });
      const answer = await client.send(command, options());
      lists.push(listOf("ThreatEntitySet", ThreatEntitySetId, answer));
    }
  }
  return lists;
};

/** Whether GuardDuty uses a list, or is about to. */
export const isInEffect = ({ status }: ObservedList): boolean =>
  status === "ACTIVE" || status === "ACTIVATING";

function listOf(
  kind: ObservedList["kind"],
  listId: string,
  { Name = "", Location = "", Status = "", ExpectedBucketOwner }: Answer,
): ObservedList {
  return {
    ...{ kind, listId, name: Name, location: Location, status: Status },
    ...(ExpectedBucketOwner && { expectedBucketOwner: ExpectedBucketOwner }),
  };
}
