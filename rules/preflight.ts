import { knownRegion } from "./regions";

/** GuardDuty's service principal in Organizations. */
export const GUARDDUTY_SERVICE = "guardduty.amazonaws.com";

/** What is wrong when the credentials for an account are another's: providers that the program hands in refuse none. */
export function otherAccount(
  account: string,
  expected: string | undefined,
  actual: string | undefined,
): string | undefined {
  if (expected === undefined || actual === undefined || actual === expected) return undefined;
  return `the credentials of the ${account} account are those of ${actual}, and its accountId is ${expected}: hand in a provider of that account`;
}

/**
 * What is wrong when other accounts are GuardDuty's delegated administrators already: AWS allows one, the same in all Regions.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
 */
export function delegationConflict(
  delegated: readonly string[],
  administrator: string,
): string | undefined {
  const others = delegated.filter((accountId) => accountId !== administrator);
  if (others.length === 0) return undefined;
  return `GuardDuty's delegated administrator is account ${others.join(", ")} already, and organization.administrator is ${administrator}: AWS allows one, the same in all Regions; export from that account, or end its delegation first`;
}

/** A Region as the Account Management API tells it. */
export interface RegionStatus {
  regionName: string;
  /** ENABLED_BY_DEFAULT, ENABLED, ENABLING, DISABLING or DISABLED. */
  regionOptStatus: string;
}

/** What is wrong when an account has not enabled opt-in Regions that it is used in. */
export function disabledRegions(
  account: string,
  used: readonly string[],
  statuses: readonly RegionStatus[],
): string | undefined {
  const status = new Map(statuses.map((one) => [one.regionName, one.regionOptStatus]));
  const off = used
    .filter((region) => knownRegion(region).optIn)
    .filter((region) => status.get(region) !== "ENABLED")
    .map((region) => `${region} (${status.get(region) ?? "unknown to AWS"})`);
  if (off.length === 0) return undefined;
  return `the ${account} account has not enabled the opt-in Regions ${off.join(", ")}: enable them there, or take them out of regions`;
}
