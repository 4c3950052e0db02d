import { knownArn } from "../arn";
import type { OwnPart } from "../adoption";
import { bucketPart, keyPart, mergePolicy } from "../adoption";
import type { ExportSettings } from "../args";
import type { FittedPolicy } from "../policies";
import {
  bucketPolicy,
  createdKeyPolicy,
  EMPTY_POLICY,
  keyPolicy,
  readersOutside,
} from "../policies";
import type { PolicyDocument } from "../policyDocument";
import { knownRegion } from "../regions";
import type { AccountRole, AccountsPlan } from "./accounts";
import { accountIdOf, sameAccount } from "./accounts";
import type { StandIns } from "./standIns";

/** The policies of what exists already, where they are known. */
export interface LivePolicies {
  bucket?: PolicyDocument;
  key?: PolicyDocument;
}

/** The size of a policy, told before any id is known: ids and random names have fixed lengths. */
export interface PolicyPlan {
  bytes: number;
  limit: number;
  precision: FittedPolicy["precision"];
  /** Set while what others wrote into the policy is not known: `bytes` are those of the export's statements alone. */
  othersUnknown?: true;
}

export interface PoliciesPlan {
  bucket: PolicyPlan;
  key: PolicyPlan;
  /** The role that may look up the prefix in another account's bucket; undefined: none is needed, or none is named. */
  lookupRoleArn?: string;
  /** ARNs of the readers that the bucket's and the key's policy have to admit: those of other accounts. */
  readers: { ofBucket: string[]; ofKey: string[] };
  /** Whether the prefix marker is written under the key: a key of another account would have to admit the bucket owner for an empty object. */
  markerUnderKey: boolean;
}

/** The policies with stand-ins of the right length for what is not known yet. */
export function planPolicies(
  sidPrefix: string,
  settings: ExportSettings,
  accounts: AccountsPlan,
  { sources, bucketName, keyArn }: StandIns,
  live: LivePolicies,
): PoliciesPlan {
  const { partition } = knownRegion(settings.homeRegion);
  const lookupRoleArn = planLookup(settings, accounts);
  const { prefix } = settings.bucket;
  const readers = planReaders(settings, accounts);
  const ofBucket = {
    ...{ sidPrefix, partition, bucketName, prefix, keyArn, sources, lookupRoleArn },
    readers: readers.ofBucket,
  };
  const ofKey = {
    sidPrefix,
    sources,
    readers: { arns: readers.ofKey, region: settings.homeRegion },
  };
  return {
    bucket: settings.bucket.existing
      ? adoptedPlan(bucketPart(ofBucket), live.bucket)
      : policyPlan(bucketPolicy(ofBucket)),
    key: settings.key.existing
      ? adoptedPlan(keyPart(ofKey), live.key)
      : policyPlan(
          keyPolicy(ofKey, createdKeyPolicy(sidPrefix, partition, knownArn(keyArn).accountId)),
        ),
    lookupRoleArn,
    readers,
    markerUnderKey: sameAccount(accounts, accounts.bucketOwner, accounts.keyOwner),
  };
}

function planReaders(
  { readerArns }: ExportSettings,
  accounts: AccountsPlan,
): PoliciesPlan["readers"] {
  const outside = (owner: AccountRole) => readersOutside(accountIdOf(accounts, owner), readerArns);
  return { ofBucket: outside(accounts.bucketOwner), ofKey: outside(accounts.keyOwner) };
}

function adoptedPlan(part: OwnPart, live: PolicyDocument | undefined): PolicyPlan {
  const plan = policyPlan(mergePolicy(live ?? EMPTY_POLICY, part));
  return live === undefined ? { ...plan, othersUnknown: true } : plan;
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
