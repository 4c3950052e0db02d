import { parseArn } from "../../rules/arn";
import { readLivePolicy } from "../../rules/adoption";
import type { Fault } from "../../rules/health";
import { atOnce } from "../../aws/atOnce";
import type { AccountRole } from "../../rules/plan";
import { listOf } from "../../rules/policyDocument";
import { namesGuardDuty } from "../../rules/proof/statements";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import { asked } from "../../aws/refused";
import { unseen } from "../status/unseen";
import type { FoundRegion } from "./look";

/** A bucket or a key that the export may adopt. */
export interface Candidate {
  /** Name of the bucket, with the prefix after a slash; ARN of the key. */
  value: string;
  /** Where it is; undefined: not seen. */
  region?: string;
  /** Its account, where that is known. */
  accountId?: string;
  /** How it was found, a line each. */
  from: string[];
}

export interface Candidates {
  buckets: Candidate[];
  keys: Candidate[];
  faults: Fault[];
}

/** The accounts that are looked into: whose buckets and keys they are. */
export interface Owners {
  bucket: AccountRole;
  key: AccountRole;
}

/** How many buckets or keys of an account are looked into. */
const MOST = 200;

/** What destinations name; where there is none, what lets GuardDuty in by its policy. */
export async function findCandidates(
  cloud: Cloud,
  owners: Owners,
  regions: readonly FoundRegion[],
): Promise<Candidates> {
  const named = namedBy(regions);
  const storage = cloud.storage(owners.bucket).seen;
  const own = await asked("s3:ListAllMyBuckets", async () => (await storage?.buckets()) ?? []);
  const ownerId = cloud.accounts[owners.bucket]?.seen?.accountId;
  const located = async (candidate: Candidate): Promise<Candidate> => {
    const name = bucketName(candidate);
    const { seen } = await asked("s3:GetBucketLocation", async () =>
      storage?.bucket(name).region(),
    );
    const isOwn = own.seen?.includes(name) === true;
    return { ...candidate, region: seen, ...(isOwn && { accountId: ownerId }) };
  };
  const faults = own.fault ? [unseen("the account's buckets", own.fault)] : [];
  if (named.buckets.length > 0) {
    return { buckets: await Promise.all(named.buckets.map(located)), keys: named.keys, faults };
  }
  const open = await openBuckets(cloud, owners.bucket, own.seen ?? []);
  const buckets = await Promise.all(open.found.map(located));
  const keys = await openKeys(cloud, owners.key);
  return {
    buckets,
    keys: named.keys.length > 0 ? named.keys : keys.found,
    faults: [...faults, ...open.faults, ...keys.faults],
  };
}

/** The bucket of a candidate, without its prefix. */
export function bucketName({ value }: Candidate): string {
  return value.split("/")[0] ?? "";
}

/** What the destinations name, most often named first. */
function namedBy(regions: readonly FoundRegion[]): { buckets: Candidate[]; keys: Candidate[] } {
  const buckets = new Map<string, string[]>();
  const keys = new Map<string, string[]>();
  for (const { region, destinations } of regions) {
    for (const { destinationArn, kmsKeyArn } of destinations) {
      if (destinationArn) add(buckets, destinationArn.replace(/^.*:::|\/$/g, ""), region);
      if (kmsKeyArn) add(keys, kmsKeyArn, region);
    }
  }
  return {
    buckets: candidates(buckets),
    keys: candidates(keys).map((key) => ({ ...key, ...placeOfKey(key.value) })),
  };
}

function add(of: Map<string, string[]>, value: string, region: string): void {
  of.set(value, [...(of.get(value) ?? []), region]);
}

function candidates(of: Map<string, string[]>): Candidate[] {
  const byUse = [...of].sort(([, one], [, other]) => other.length - one.length);
  return byUse.map(([value, regions]) => ({
    value,
    from: [`named by the destinations of ${regions.join(", ")}`],
  }));
}

function placeOfKey(arn: string): { region?: string; accountId?: string } {
  const { region, accountId } = parseArn(arn) ?? {};
  return { region, accountId };
}

interface Opened {
  found: Candidate[];
  faults: Fault[];
}

async function openBuckets(cloud: Cloud, owner: AccountRole, names: string[]): Promise<Opened> {
  const storage = cloud.storage(owner).seen;
  if (storage === undefined) return { found: [], faults: [] };
  const policies = await atOnce(REGIONS_AT_ONCE, names.slice(0, MOST), (name) =>
    asked("s3:GetBucketPolicy", () => storage.bucket(name).policy()),
  );
  return {
    found: names.filter((_, index) => letsGuardDutyIn(policies[index]?.seen)).map(open),
    faults: notAll("buckets", names, policies),
  };
}

async function openKeys(cloud: Cloud, owner: AccountRole): Promise<Opened> {
  const { seen: keys, fault } = cloud.keys(owner);
  if (keys === undefined) return { found: [], faults: [unseen("the account's keys", fault)] };
  const listed = await asked("kms:ListKeys", () => keys.arns());
  if (listed.fault) return { found: [], faults: [unseen("the account's keys", listed.fault)] };
  const policies = await atOnce(REGIONS_AT_ONCE, listed.seen.slice(0, MOST), (arn) =>
    asked("kms:GetKeyPolicy", () => keys.policy(arn)),
  );
  const found = listed.seen.filter((_, index) => letsGuardDutyIn(policies[index]?.seen));
  return {
    found: found.map((arn) => ({ ...open(arn), ...placeOfKey(arn) })),
    faults: notAll("keys", listed.seen, policies),
  };
}

function open(value: string): Candidate {
  return { value, from: ["its policy names GuardDuty"] };
}

function letsGuardDutyIn(text: string | null | undefined): boolean {
  const { policy } = readLivePolicy(text);
  return listOf(policy?.Statement).some(
    (statement) => statement.Effect === "Allow" && namesGuardDuty(statement),
  );
}

function notAll(what: string, all: string[], seen: { fault?: Fault }[]): Fault[] {
  const refused = seen.find(({ fault }) => fault !== undefined)?.fault;
  const count = seen.filter(({ fault }) => fault !== undefined).length;
  const rest = all.length - MOST;
  return [
    ...(refused ? [unseen(`the policies of ${count} ${what}`, refused)] : []),
    ...(rest > 0
      ? [
          {
            seen: false,
            reason: `${rest} of ${all.length} ${what} were not looked into`,
            nextStep: "Name the one to adopt in the config yourself",
          },
        ]
      : []),
  ];
}
