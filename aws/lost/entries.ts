import { AWS_MESSAGES } from "../../rules/awsMessages";
import type { Result } from "../../rules/health/types";
import type { KindOfList } from "../../rules/lists";
import { listImportId } from "../../rules/lists";
import type { Account } from "../accounts";
import { CALLS_IN_DEPLOYMENTS } from "../connection";
import type { GuardDuty } from "../guardDuty";
import { guardDuty } from "../guardDuty";
import { observe } from "../observe";
import type { Found } from "./found";

/** A filter, a list or a plan of Malware Protection by what AWS has one of. */
export type TakenEntry =
  | { of: "filter"; detectorId: string; name: string }
  | { of: "list"; kind: KindOfList; detectorId: string; name: string }
  | { of: "malwarePlan"; bucketName: string };

/** The IAM actions that look for it. */
export function takenCalls(entry: Pick<TakenEntry, "of"> & { kind?: KindOfList }): string[] {
  switch (entry.of) {
    case "filter":
      return ["guardduty:GetFilter"];
    case "list":
      return [`guardduty:List${entry.kind}s`, `guardduty:Get${entry.kind}`];
    case "malwarePlan":
      return ["guardduty:ListMalwareProtectionPlans", "guardduty:GetMalwareProtectionPlan"];
  }
}

/** The entries that exist already. Never rejects. */
export function takenEntries(
  { credentials }: Account,
  region: string,
  entry: TakenEntry,
): Promise<Result<Found[]>> {
  return observe(takenCalls(entry), async () => {
    const client = guardDuty(region, credentials, CALLS_IN_DEPLOYMENTS);
    try {
      return await find(client, region, entry);
    } finally {
      client.close();
    }
  });
}

async function find(client: GuardDuty, region: string, entry: TakenEntry): Promise<Found[]> {
  switch (entry.of) {
    case "filter": {
      const { detectorId, name } = entry;
      const exists = await client.requireFilter(detectorId, name).then(
        () => true,
        (error: Error) => {
          if (AWS_MESSAGES.noSuchEntry.test(error.message)) return false;
          throw error;
        },
      );
      return exists ? [{ name: `filter ${name} in ${region}`, id: `${detectorId}:${name}` }] : [];
    }
    case "list": {
      const { kind, detectorId, name } = entry;
      const ids = await client.listsNamed(detectorId, kind, name);
      return ids.map((listId) => ({
        name: `${kind} ${name} in ${region}`,
        id: listImportId(kind, detectorId, listId),
      }));
    }
    case "malwarePlan": {
      const plans = await client.malwarePlansOf(entry.bucketName);
      return plans.map(({ id }) => ({
        name: `Malware Protection plan ${id} of bucket ${entry.bucketName}`,
        id,
      }));
    }
  }
}
