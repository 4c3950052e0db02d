import type { AccountSettings } from "../rules/args";
import type { Result } from "../rules/health/types";
import type { Account } from "./accounts";
import * as accounts from "./accounts";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { readBlockPublicPolicy } from "./s3/blockPublicPolicy";

export { moveToOwner, setBucketOwner } from "./bucketOwner";
export type { OwnerResult } from "./bucketOwner";
export { deletingKeys } from "./deletingKeys";
export { delegatedAdministrator, destinationOf, destinationsOf, membersAmong } from "./existing";
export { keepStatements, unchangedSince } from "./otherWriters";
export type { Write } from "./otherWriters";
export { policyWriter } from "./policyWriter";

/** Whether BlockPublicPolicy is on for a bucket of the account, or for the account. Never rejects. */
export function blockPublicPolicy(
  account: Account,
  region: string,
  bucket: string,
): Promise<Result<boolean>> {
  return readBlockPublicPolicy(account, region, bucket, CALLS_IN_DEPLOYMENTS);
}

/** Opens an account in a deployment; one whose credentials are of another account is not opened. */
export function openAccount(settings: AccountSettings, region: string): Promise<Result<Account>> {
  return accounts.openAccount(settings, region, CALLS_IN_DEPLOYMENTS);
}
