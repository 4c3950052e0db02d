import type { GuardDutyExportArgs } from "../../components/export/args";
import { knownArn } from "../../rules/arn";
import type { WorldFile } from "../../sandbox/world";
import { ACCOUNT } from "../cloudStack";
import { BUCKET, bucketPolicyOfOthers, KEY_ARN, keyPolicyOfOthers, SIEM } from "../logArchive";
import { logArchive } from "../logArchive";

/** An export that moves from one place of its evidence to another. */
export interface Move {
  world: () => WorldFile;
  from: GuardDutyExportArgs;
  to: GuardDutyExportArgs;
  /** The role that reads what was delivered before and after. */
  reader: string;
}

const OTHER_KEY_ARN = KEY_ARN.replace("1234abcd", "5678efab");
const OTHER_BUCKET = `${BUCKET}-2`;
const READER = SIEM.replace("siem", "analyst");
const ARCHIVES = ["444455556666", "555566667777"] as const;

/** A log archive of two buckets and two keys, all of which others use too. */
function archivesOfOthers(): WorldFile {
  const world = logArchive();
  world.accounts![knownArn(SIEM).accountId] = { roles: [SIEM, READER] };
  const policy = (name: string) =>
    JSON.parse(JSON.stringify(bucketPolicyOfOthers).replaceAll(BUCKET, name)) as never;
  world.buckets![OTHER_BUCKET] = {
    ...{ account: ACCOUNT, region: "us-east-1", tags: { owner: "platform" } },
    policy: policy(OTHER_BUCKET),
  };
  world.keys![OTHER_KEY_ARN] = {
    policy: { ...structuredClone(keyPolicyOfOthers), Id: "second-key" } as never,
  };
  return world;
}

const acting = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/deploy`,
});

/** Accounts that a bucket or a key may be in. */
const accountsOfArchives = (): WorldFile => ({
  caller: ACCOUNT,
  accounts: {
    ...Object.fromEntries(
      [ACCOUNT, ...ARCHIVES].map((id) => [id, { roles: [acting(id).assumeRoleArn] }]),
    ),
    [knownArn(SIEM).accountId]: { roles: [SIEM] },
  },
});

const REGIONS = ["us-east-1", "eu-west-1"];

const adopted = (bucket: string | undefined, key: string | undefined): GuardDutyExportArgs => ({
  ...{ regions: REGIONS, homeRegion: "us-east-1", readerArns: [READER] },
  bucket: { prefix: "guardduty", ...(bucket !== undefined && { existing: { name: bucket } }) },
  ...(key !== undefined && { key: { existing: { arn: key } } }),
});

const owned = (
  homeRegion: string,
  more: Partial<GuardDutyExportArgs> = {},
): GuardDutyExportArgs => ({
  ...{ regions: REGIONS, homeRegion, readerArns: [SIEM] },
  ...more,
});

const ofOthers = { world: archivesOfOthers, reader: READER };
const own = { world: accountsOfArchives, reader: SIEM };

/** By name, each move that a campaign interrupts. */
export const MOVES = {
  "existing key to existing key": {
    ...{ ...ofOthers, from: adopted(BUCKET, KEY_ARN), to: adopted(BUCKET, OTHER_KEY_ARN) },
  },
  "existing key to own key": {
    ...{ ...ofOthers, from: adopted(BUCKET, KEY_ARN), to: adopted(BUCKET, undefined) },
  },
  "own key to existing key": {
    ...{ ...ofOthers, from: adopted(BUCKET, undefined), to: adopted(BUCKET, KEY_ARN) },
  },
  "existing bucket to existing bucket": {
    ...{ ...ofOthers, from: adopted(BUCKET, KEY_ARN), to: adopted(OTHER_BUCKET, KEY_ARN) },
  },
  "existing bucket to own bucket": {
    ...{ ...ofOthers, from: adopted(BUCKET, KEY_ARN), to: adopted(undefined, KEY_ARN) },
  },
  "own bucket to existing bucket": {
    ...{ ...ofOthers, from: adopted(undefined, KEY_ARN), to: adopted(BUCKET, KEY_ARN) },
  },
  "bucket to another account": {
    ...{ ...own, from: owned("us-east-1") },
    to: owned("us-east-1", { bucket: { account: acting(ARCHIVES[0]) } }),
  },
  "bucket from one other account to another": {
    ...{ ...own, from: owned("us-east-1", { bucket: { account: acting(ARCHIVES[0]) } }) },
    to: owned("us-east-1", { bucket: { account: acting(ARCHIVES[1]) } }),
  },
  "key to another account": {
    ...{ ...own, from: owned("us-east-1") },
    to: owned("us-east-1", { key: { account: acting(ARCHIVES[0]) } }),
  },
  "home Region": { ...own, from: owned("us-east-1"), to: owned("eu-west-1") },
} as const satisfies { [name: string]: Move };

export type MoveName = keyof typeof MOVES;
export const MOVE_NAMES = Object.keys(MOVES) as MoveName[];
