import type { Result } from "../rules/health/types";
import type { OwnedList } from "../rules/lists/owner";
import type { Account } from "./accounts";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import type { GuardDuty } from "./guardDuty";
import { guardDuty } from "./guardDuty";
import { observe } from "./observe";

/** Whether GuardDuty has another expected owner of the bucket of a list, or none. Never rejects. */
export async function lacksListOwner(
  { credentials }: Account,
  list: OwnedList,
): Promise<Result<boolean>> {
  const client = guardDuty(list.region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    return await observe(`guardduty:Get${list.kind}`, async () => {
      return (await client.listOwner(list)) !== list.accountId;
    });
  } finally {
    client.close();
  }
}

/** The same as `verifyListOwner` in a deployment. Never rejects. */
export async function setListOwner(
  { credentials }: Account,
  list: OwnedList,
): Promise<Result<"set" | "unchanged">> {
  const client = guardDuty(list.region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    return await verifyListOwner(client, list);
  } finally {
    client.close();
  }
}

/**
 * Has GuardDuty verify that the bucket of a list belongs to the account before it reads the file, where it does not already. Never rejects.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateIPSet.html
 */
export function verifyListOwner(
  client: Pick<GuardDuty, "listOwner" | "setListOwner">,
  list: OwnedList,
): Promise<Result<"set" | "unchanged">> {
  const actions = [`guardduty:Get${list.kind}`, `guardduty:Update${list.kind}`];
  return observe(actions, async () => {
    if ((await client.listOwner(list)) === list.accountId) return "unchanged";
    await client.setListOwner(list, list.accountId);
    return "set";
  });
}
