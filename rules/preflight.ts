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

/** What is wrong when a bucket is to be created under a name that is taken. */
export function takenBucketName(name: string): string {
  return `bucket.name: a bucket ${name} exists already, and the export is about to create one. A bucket that an export leaves for another account or Region keeps its name and its findings. Fix: set bucket.name to another name, or set bucket.existing.name to ${name} to export to that bucket`;
}

/** What is wrong when a key is to be created under an alias that names another key. */
export function takenAlias(alias: string, key: { arn?: string; keyState?: string }): string {
  const { arn = "a key that cannot be read", keyState } = key;
  const taken = `key.alias: ${alias} is the alias of ${arn}, and the export is about to create a key`;
  if (keyState === "PendingDeletion") {
    return `${taken}. That key is PendingDeletion: once it is deleted, no finding that is encrypted under it can be decrypted. Fix: run aws kms cancel-key-deletion --key-id ${arn} and aws kms enable-key --key-id ${arn}, then set key.existing.arn to ${arn} or key.alias to another alias`;
  }
  return `${taken}. Fix: set key.alias to another alias, or set key.existing.arn to ${arn} to use that key`;
}

/** What is wrong when the detectors of a stack are not the administrator's: neither they nor their findings move between accounts. */
export function movedAdministrator(
  path: string,
  detectorsIn: string,
  administrator: string,
): string | undefined {
  if (detectorsIn === administrator) return undefined;
  return `${path}: the detectors of this stack are in account ${detectorsIn}, and the configuration or the credentials are of account ${administrator}. Detectors and their findings cannot move between accounts. Fix: use account ${detectorsIn} again, and give account ${administrator} a stack of its own`;
}
