import type { ExportSettings } from "../args";
import type { FittedPolicy } from "../policies";
import { bucketPolicy, createdKeyPolicy, keyPolicy } from "../policies";
import { knownRegion } from "../regions";
import type { AccountsPlan } from "./accounts";
import { sameAccount } from "./accounts";
import { standInsFor } from "./standIns";

/** The size of a policy, told before any id is known: ids and random names have fixed lengths. */
export interface PolicyPlan {
  bytes: number;
  limit: number;
  precision: FittedPolicy["precision"];
}

export interface PoliciesPlan {
  bucket: PolicyPlan;
  key: PolicyPlan;
  /** The role that may look up the prefix in another account's bucket; undefined: none is needed, or none is named. */
  lookupRoleArn?: string;
  /** Whether the prefix marker is written under the key: a key of another account would have to admit the bucket owner for an empty object. */
  markerUnderKey: boolean;
}

/** The policies with stand-ins of the right length for what is not known yet. */
export function planPolicies(
  sidPrefix: string,
  settings: ExportSettings,
  accounts: AccountsPlan,
): PoliciesPlan {
  const { partition } = knownRegion(settings.homeRegion);
  const { bucketName, keyArn, keyAccountId, sources } = standInsFor(settings, accounts);
  const lookupRoleArn = planLookup(settings, accounts);
  const bucket = bucketPolicy({
    sidPrefix,
    partition,
    bucketName,
    prefix: settings.bucket.prefix,
    keyArn,
    sources,
    lookupRoleArn,
  });
  const key = keyPolicy(
    { sidPrefix, sources },
    createdKeyPolicy(sidPrefix, partition, keyAccountId),
  );
  return {
    bucket: policyPlan(bucket),
    key: policyPlan(key),
    lookupRoleArn,
    markerUnderKey: sameAccount(accounts, accounts.bucketOwner, accounts.keyOwner),
  };
}

/** Whether GuardDuty will look up a prefix in a bucket of another account, with the deploying identity's rights. */
export function looksUpAcross({ bucket }: ExportSettings, accounts: AccountsPlan): boolean {
  return bucket.prefix !== "" && !sameAccount(accounts, "administrator", accounts.bucketOwner);
}

function planLookup(settings: ExportSettings, accounts: AccountsPlan): string | undefined {
  return looksUpAcross(settings, accounts) ? settings.administrator.assumeRoleArn : undefined;
}

function policyPlan({ bytes, limit, precision }: FittedPolicy): PolicyPlan {
  return { bytes, limit, precision };
}
