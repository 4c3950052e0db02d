import type { AccountSettings } from "../rules/args";
import type { Result } from "../rules/health/types";
import type { Account } from "./accounts";
import * as accounts from "./accounts";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { guardDuty } from "./guardDuty";
import { observe } from "./observe";
import { readBlockPublicPolicy } from "./s3/blockPublicPolicy";

export { lacksBucketOwner, moveToOwner, setBucketOwner } from "./bucketOwner";
export type { OwnerResult } from "./bucketOwner";
export { deletingKeys } from "./deletingKeys";
export { createdKeys, destinationKeys } from "./destinationKeys";
export {
  administratorOf,
  delegatedAdministrator,
  destinationOf,
  destinationsOf,
  membersAmong,
} from "./existing";
export { entryExists } from "./entries";
export { lacksListOwner, setListOwner } from "./listOwner";
export { activeAccounts, enabledPolicyTypes, policyInEffect } from "./guardDutyPolicies";
export { notifiedTopics } from "./notifiedTopic";
export { keepStatements, unchangedSince } from "./otherWriters";
export type { Write } from "./otherWriters";
export { completeCreation } from "./partlyMade";
export { policyWriter } from "./policyWriter";
export { preflightReads } from "./preflight";

/** Whether BlockPublicPolicy is on for a bucket of the account, or for the account. Never rejects. */
export function blockPublicPolicy(
  account: Account,
  region: string,
  bucket: string,
): Promise<Result<boolean>> {
  return readBlockPublicPolicy(account, region, bucket, CALLS_IN_DEPLOYMENTS);
}

/** Whether the account has the detector; what cannot be read counts as there. */
export async function hasDetector(
  { credentials }: Account,
  { region, detectorId }: { region: string; detectorId: string },
): Promise<boolean> {
  const client = guardDuty(region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    const listed = await observe("guardduty:ListDetectors", () => client.listDetectors());
    return listed.value === undefined || listed.value.includes(detectorId);
  } finally {
    client.close();
  }
}

/** Opens an account in a deployment; one whose credentials are of another account is not opened. */
export function openAccount(settings: AccountSettings, region: string): Promise<Result<Account>> {
  return accounts.openAccount(settings, region, CALLS_IN_DEPLOYMENTS);
}
