import type { ExportSettings } from "../args";
import { readersOutside } from "../policies";
import type { AccountRole } from "../accountRole";
import type { AccountsPlan } from "./accounts";
import { accountIdOf, sameAccount } from "./accounts";

/** Who the policies admit in addition to GuardDuty. */
export interface AccessPlan {
  /** The role that may look up the prefix in another account's bucket; undefined: none is needed, or none is named. */
  lookupRoleArn?: string;
  /** ARNs of the readers that the bucket's and the key's policy have to admit: those of other accounts. */
  readers: { ofBucket: string[]; ofKey: string[] };
  /** Whether the prefix marker is written under the key: a key of another account would have to admit the bucket owner for an empty object. */
  markerUnderKey: boolean;
  /** ARNs of the roles that may still change a locked bucket and key, sorted; undefined: they are not locked. */
  lockedFor?: string[];
}

export function planAccess(settings: ExportSettings, accounts: AccountsPlan): AccessPlan {
  const outside = (owner: AccountRole) =>
    readersOutside(accountIdOf(accounts, owner), settings.readerArns);
  return {
    lookupRoleArn: checksPrefixAcross(settings, accounts)
      ? settings.administrator.assumeRoleArn
      : undefined,
    readers: { ofBucket: outside(accounts.bucketOwner), ofKey: outside(accounts.keyOwner) },
    markerUnderKey: sameAccount(accounts, accounts.bucketOwner, accounts.keyOwner),
    ...(settings.bucket.protection === "locked" && { lockedFor: lockedFor(settings, accounts) }),
  };
}

/** The break-glass roles, and those that deploy bucket and key: without them no deployment could change or destroy either. */
function lockedFor({ bucket }: ExportSettings, accounts: AccountsPlan): string[] {
  const deploying = accounts.uses
    .filter(({ account }) => account === accounts.bucketOwner || account === accounts.keyOwner)
    .flatMap(({ credentials }) => credentials.assumeRoleArn ?? []);
  return [...new Set([...bucket.breakGlassRoleArns, ...deploying])].sort();
}

/** Whether GuardDuty will look up a prefix in a bucket of another account, with the deploying identity's rights. */
export function checksPrefixAcross({ bucket }: ExportSettings, accounts: AccountsPlan): boolean {
  return bucket.prefix !== "" && !sameAccount(accounts, "administrator", accounts.bucketOwner);
}
