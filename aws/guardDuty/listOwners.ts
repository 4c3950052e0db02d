import type { GuardDutyClient } from "@aws-sdk/client-guardduty";
import {
  GetIPSetCommand,
  GetThreatIntelSetCommand,
  UpdateIPSetCommand,
  UpdateThreatIntelSetCommand,
} from "@aws-sdk/client-guardduty";

import type { OwnedList } from "../../rules/lists/owner";
import type { Connection } from "../connection";

type ListId = Pick<OwnedList, "kind" | "detectorId" | "listId">;

/** The owner that GuardDuty verifies of the bucket of a list of IP addresses; each call rejects with the error of the SDK. */
export interface ListOwners {
  /** 12 digits; undefined: GuardDuty does not verify it. */
  listOwner(list: ListId): Promise<string | undefined>;
  /** Name, file and status of the list stay as they are. */
  setListOwner(list: ListId, accountId: string): Promise<void>;
}

export function listOwners({ client, options }: Connection<GuardDutyClient>): ListOwners {
  return {
    async listOwner({ kind, detectorId: DetectorId, listId }) {
      const answer =
        kind === "IPSet"
          ? await client.send(new GetIPSetCommand({ DetectorId, IpSetId: listId }), options())
          : await client.send(
              new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId: listId }),
              options(),
            );
      // An empty text is none.
      return answer.ExpectedBucketOwner || undefined;
    },
    async setListOwner({ kind, detectorId: DetectorId, listId }, ExpectedBucketOwner) {
      const owned = { DetectorId, ExpectedBucketOwner };
      if (kind === "IPSet") {
        await client.send(new UpdateIPSetCommand({ ...owned, IpSetId: listId }), options());
      } else {
        const input = { ...owned, ThreatIntelSetId: listId };
        await client.send(new UpdateThreatIntelSetCommand(input), options());
      }
    },
  };
}
