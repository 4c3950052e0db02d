import type { AccountRole } from "../accountRole";
import type { AccountSettings, ExportSettings } from "../args";

/** An account and the Regions it is used in, the one of a single provider first. */
export interface AccountUse {
  account: AccountRole;
  credentials: AccountSettings;
  regions: string[];
}

/** An account that may own the detectors, the bucket or the key. */
export type OwnerRole = Exclude<AccountRole, "management" | "member">;

/** The accounts of an export, and whose credentials own the bucket and the key. */
export interface AccountsPlan {
  uses: AccountUse[];
  bucketOwner: OwnerRole;
  keyOwner: OwnerRole;
}

export function planAccounts(settings: ExportSettings): AccountsPlan {
  const { administrator, management, bucket, key, regions, homeRegion } = settings;
  const bucketOwner = bucket.account ? "bucket" : "administrator";
  const keyOwner = key.account ? "key" : bucketOwner;
  const ownsEvidence = [bucketOwner, keyOwner].includes("administrator");
  const home = [homeRegion];
  const homeFirst = [...new Set([...home, ...regions])];
  const use = (
    account: AccountRole,
    credentials: AccountSettings | undefined,
    used: string[],
  ): AccountUse[] => (credentials ? [{ account, credentials, regions: used }] : []);
  return {
    uses: [
      ...use("administrator", administrator, ownsEvidence ? homeFirst : regions),
      ...use("management", management, regions),
      ...use("bucket", bucket.account, home),
      ...use("key", key.account, home),
    ],
    bucketOwner,
    keyOwner,
  };
}

/** The id of a role's account: 12 digits; undefined when the role is not in use, or the credentials decide. */
export function accountIdOf({ uses }: AccountsPlan, role: AccountRole): string | undefined {
  return uses.find(({ account }) => account === role)?.credentials.accountId;
}

/** Whether two roles are known to be one account, or are the same role. */
export function sameAccount(accounts: AccountsPlan, one: AccountRole, other: AccountRole): boolean {
  if (one === other) return true;
  const id = accountIdOf(accounts, one);
  return id !== undefined && id === accountIdOf(accounts, other);
}
