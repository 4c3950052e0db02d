import { parseArn } from "../../rules/arn";
import { HOLDER_PATHS, readLivePolicy } from "../../rules/adoption";
import { atOnce } from "../../aws/atOnce";
import type { ExportSettings } from "../../rules/args";
import type { AccountRole } from "../../rules/plan";
import { listOf } from "../../rules/policyDocument";
import { namesGuardDuty } from "../../rules/proof/statements";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { Finding, Holder, Result } from "../findings";
import { notChecked, unchecked } from "../findings";
import type { FoundBy } from "./notes";
import type { FoundRegion } from "./observe";

/** A bucket or a key that the export may adopt. */
export interface Candidate {
  /** Name of the bucket, with the prefix after a slash; ARN of the key. */
  value: string;
  /** Where it is; undefined: not known. */
  region?: string;
  /** Its account, where that is known. */
  accountId?: string;
  /** How it was found. */
  from: FoundBy[];
}

export interface Candidates {
  buckets: Candidate[];
  keys: Candidate[];
  findings: Finding[];
}

/** The accounts that are searched: whose buckets and keys they are. */
export interface Owners {
  bucket: AccountRole;
  key: AccountRole;
}

/** How many buckets or keys of an account are checked. */
const MOST = 200;

/** What destinations name, or else the config; where there is neither, what lets GuardDuty in by its policy. */
export async function findCandidates(
  cloud: Cloud,
  owners: Owners,
  regions: readonly FoundRegion[],
  given?: ExportSettings,
): Promise<Candidates> {
  const [byDestinations, byConfig] = [namedBy(regions), namedIn(given)];
  const named = {
    buckets: byDestinations.buckets.length > 0 ? byDestinations.buckets : byConfig.buckets,
    keys: byDestinations.keys.length > 0 ? byDestinations.keys : byConfig.keys,
  };
  const storage = cloud.storage(owners.bucket).value;
  const own = await observe("s3:ListAllMyBuckets", async () => (await storage?.buckets()) ?? []);
  const ownerId = cloud.accounts[owners.bucket]?.value?.accountId;
  const located = async (candidate: Candidate): Promise<Candidate> => {
    const name = bucketName(candidate);
    const { value } = await observe("s3:GetBucketLocation", async () =>
      storage?.bucket(name).region(),
    );
    const isOwn = own.value?.includes(name) === true;
    return { ...candidate, region: value, ...(isOwn && { accountId: ownerId }) };
  };
  const findings = own.finding ? [notChecked("ownBuckets", own.finding)] : [];
  const [buckets, keys] = await Promise.all([
    named.buckets.length > 0
      ? { found: named.buckets, findings: [] }
      : openBuckets(cloud, owners.bucket, own.value ?? []),
    named.keys.length > 0 ? { found: named.keys, findings: [] } : openKeys(cloud, owners.key),
  ]);
  return {
    buckets: await Promise.all(buckets.found.map(located)),
    keys: keys.found,
    findings: [...findings, ...buckets.findings, ...keys.findings],
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
    keys: candidates(keys).map((key) => ({ ...key, ...ownerOfKey(key.value) })),
  };
}

/** The bucket and the key that the config adopts. */
function namedIn(given: ExportSettings | undefined): { buckets: Candidate[]; keys: Candidate[] } {
  const { bucket, key } = given ?? {};
  const from: FoundBy[] = [{ id: "setInConfig" }];
  const prefix = bucket?.prefix ? `/${bucket.prefix}` : "";
  return {
    buckets: bucket?.existing ? [{ value: `${bucket.existing.name}${prefix}`, from }] : [],
    keys: key?.existing ? [{ value: key.existing.arn, from, ...ownerOfKey(key.existing.arn) }] : [],
  };
}

function add(of: Map<string, string[]>, value: string, region: string): void {
  of.set(value, [...(of.get(value) ?? []), region]);
}

function candidates(of: Map<string, string[]>): Candidate[] {
  const byUse = [...of].sort(([, one], [, other]) => other.length - one.length);
  return byUse.map(([value, regions]) => ({
    value,
    from: [{ id: "namedByDestinations", regions }],
  }));
}

function ownerOfKey(arn: string): { region?: string; accountId?: string } {
  const { region, accountId } = parseArn(arn) ?? {};
  return { region, accountId };
}

interface Opened {
  found: Candidate[];
  findings: Finding[];
}

async function openBuckets(cloud: Cloud, owner: AccountRole, names: string[]): Promise<Opened> {
  const storage = cloud.storage(owner).value;
  if (storage === undefined) return { found: [], findings: [] };
  const policies = await atOnce(REGIONS_AT_ONCE, names.slice(0, MOST), (name) =>
    observe("s3:GetBucketPolicy", () => storage.bucket(name).policy()),
  );
  return {
    found: names.filter((_, index) => letsGuardDutyIn("bucket", policies[index]?.value)).map(open),
    findings: notAll("buckets", names, policies),
  };
}

async function openKeys(cloud: Cloud, owner: AccountRole): Promise<Opened> {
  const { value: keys, finding } = cloud.keys(owner);
  if (keys === undefined) return { found: [], findings: [notChecked("ownKeys", finding)] };
  const listed = await observe("kms:ListKeys", () => keys.arns());
  if (listed.finding) return { found: [], findings: [notChecked("ownKeys", listed.finding)] };
  const policies = await atOnce(REGIONS_AT_ONCE, listed.value.slice(0, MOST), (arn) =>
    observe("kms:GetKeyPolicy", () => keys.policy(arn)),
  );
  const found = listed.value.filter((_, index) => letsGuardDutyIn("key", policies[index]?.value));
  return {
    found: found.map((arn) => ({ ...open(arn), ...ownerOfKey(arn) })),
    findings: notAll("keys", listed.value, policies),
  };
}

function open(value: string): Candidate {
  return { value, from: [{ id: "policyNamesGuardDuty" }] };
}

function letsGuardDutyIn(of: Holder, text: string | null | undefined): boolean {
  const { policy } = readLivePolicy(text, { of, path: HOLDER_PATHS[of] });
  return listOf(policy?.Statement).some(
    (statement) => statement.Effect === "Allow" && namesGuardDuty(statement),
  );
}

function notAll(
  subject: "buckets" | "keys",
  all: string[],
  policies: Result<unknown>[],
): Finding[] {
  const causes = policies.flatMap(({ finding }) => finding ?? []);
  const [cause] = causes;
  const count = all.length - MOST;
  return [
    ...(cause ? [unchecked("policiesNotRead", { subject, count: causes.length, cause })] : []),
    ...(count > 0 ? [unchecked("candidatesNotRead", { subject, count, all: all.length })] : []),
  ];
}
