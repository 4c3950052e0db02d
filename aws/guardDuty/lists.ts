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

/** Every list of a kind that a detector has, or one of them; rejects with the error of the SDK. */
interface ReadLists {
  (connection: Connection<GuardDutyClient>, detectorId: string): Promise<ObservedList[]>;
  get: Calls<never>["get"];
}

interface Answer {
  Name?: string | undefined;
  Location?: string | undefined;
  Status?: string | undefined;
  ExpectedBucketOwner?: string | undefined;
}

/** The calls of GuardDuty for one kind of list, which name their members after it. */
interface Calls<Page> {
  pages(config: { client: GuardDutyClient }, input: { DetectorId: string }): AsyncIterable<Page>;
  ids(page: Page): string[] | undefined;
  get(
    client: GuardDutyClient,
    input: { DetectorId: string; listId: string },
    options: ReturnType<Connection<GuardDutyClient>["options"]>,
  ): Promise<Answer>;
}

function reader<Page>(kind: ObservedList["kind"], { pages, ids, get }: Calls<Page>): ReadLists {
  const read = async (
    { client, options }: Connection<GuardDutyClient>,
    DetectorId: string,
  ): Promise<ObservedList[]> => {
    const lists: ObservedList[] = [];
    for await (const page of pages({ client }, { DetectorId })) {
      for (const listId of ids(page) ?? []) {
        lists.push(listOf(kind, listId, await get(client, { DetectorId, listId }, options())));
      }
    }
    return lists;
  };
  return Object.assign(read, { get });
}

export const ipSets = reader("IPSet", {
  pages: paginateListIPSets,
  ids: ({ IpSetIds }) => IpSetIds,
  get: (client, { listId: IpSetId, ...detector }, options) =>
    client.send(new GetIPSetCommand({ ...detector, IpSetId }), options),
});

export const trustedEntitySets = reader("TrustedEntitySet", {
  pages: paginateListTrustedEntitySets,
  ids: ({ TrustedEntitySetIds }) => TrustedEntitySetIds,
  get: (client, { listId: TrustedEntitySetId, ...detector }, options) =>
    client.send(new GetTrustedEntitySetCommand({ ...detector, TrustedEntitySetId }), options),
});

export const threatIntelSets = reader("ThreatIntelSet", {
  pages: paginateListThreatIntelSets,
  ids: ({ ThreatIntelSetIds }) => ThreatIntelSetIds,
  get: (client, { listId: ThreatIntelSetId, ...detector }, options) =>
    client.send(new GetThreatIntelSetCommand({ ...detector, ThreatIntelSetId }), options),
});

export const threatEntitySets = reader("ThreatEntitySet", {
  pages: paginateListThreatEntitySets,
  ids: ({ ThreatEntitySetIds }) => ThreatEntitySetIds,
  get: (client, { listId: ThreatEntitySetId, ...detector }, options) =>
    client.send(new GetThreatEntitySetCommand({ ...detector, ThreatEntitySetId }), options),
});

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
