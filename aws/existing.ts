import { AWS_MESSAGES } from "../rules/awsMessages";
import type { Result } from "../rules/health/types";
import type { FoundDestination, ListedDestination } from "../rules/preflight";
import type { Account } from "./accounts";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { callError } from "./errors";
import type { GuardDuty } from "./guardDuty";
import { guardDuty } from "./guardDuty";
import { observe } from "./observe";

/** The destination of a detector that exports to S3: GuardDuty allows one. Undefined: there is none. Never rejects. */
export function destinationOf(
  account: Account,
  region: string,
  detectorId: string,
): Promise<Result<FoundDestination | undefined>> {
  const actions = [
    "guardduty:ListPublishingDestinations",
    "guardduty:DescribePublishingDestination",
  ];
  return inRegion(account, region, actions, async (client) => {
    const listed = await client.destinations(detectorId);
    const found = listed.find(({ type }) => type === "S3");
    if (found === undefined) return undefined;
    const { destinationArn } = await client.describeDestination(detectorId, found.id);
    return { id: found.id, destinationArn };
  });
}

/** The destinations of a detector; undefined: the account has no such detector in the Region. Never rejects. */
export function destinationsOf(
  account: Account,
  region: string,
  detectorId: string,
): Promise<Result<ListedDestination[] | undefined>> {
  return inRegion(account, region, ["guardduty:ListPublishingDestinations"], (client) =>
    unlessNotOwned(() => client.destinations(detectorId)),
  );
}

/** GuardDuty's delegated administrator in a Region, as the management account sees it; undefined: there is none. Never rejects. */
export function delegatedAdministrator(
  account: Account,
  region: string,
): Promise<Result<string | undefined>> {
  return inRegion(account, region, ["guardduty:ListOrganizationAdminAccounts"], (client) =>
    client.delegatedAdministrator(),
  );
}

/** The administrator whose member the account is; undefined: it is none's, or has no such detector in the Region. Never rejects. */
export function administratorOf(
  account: Account,
  region: string,
  detectorId: string,
): Promise<Result<string | undefined>> {
  return inRegion(account, region, ["guardduty:GetAdministratorAccount"], (client) =>
    unlessNotOwned(() => client.administrator(detectorId)),
  );
}

/** Which of the accounts are members of a detector; undefined: the account has no such detector in the Region. Never rejects. */
export function membersAmong(
  account: Account,
  region: string,
  detectorId: string,
  accountIds: readonly string[],
): Promise<Result<string[] | undefined>> {
  return inRegion(account, region, ["guardduty:GetMembers"], (client) =>
    unlessNotOwned(() => client.membersAmong(detectorId, accountIds)),
  );
}

async function inRegion<T>(
  { credentials }: Account,
  region: string,
  actions: readonly string[],
  call: (client: GuardDuty) => Promise<T>,
): Promise<Result<T>> {
  const client = guardDuty(region, credentials, CALLS_IN_DEPLOYMENTS);
  try {
    return await observe(actions, () => call(client));
  } finally {
    client.close();
  }
}

async function unlessNotOwned<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (AWS_MESSAGES.detectorNotOwned.test(callError(error).message)) return undefined;
    throw error;
  }
}
