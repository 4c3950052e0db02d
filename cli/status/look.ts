import type { AdoptedKey } from "../../rules/adoption";
import type { Fault, ObservedRegion } from "../../rules/health";
import { atOnce } from "../../aws/atOnce";
import { observeRegion } from "../../aws/observeRegion";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { Bucket } from "../../aws/s3";
import type { Cloud } from "../../aws/cloud";
import { accountOf, REGIONS_AT_ONCE } from "../../aws/cloud";
import type { GuardDuty, Member, OrganizationConfiguration } from "../../aws/guardDuty";
import type { OrganizationAccount } from "../../aws/organization";
import type { Seen } from "../../aws/refused";
import { asked } from "../../aws/refused";
import type { FindingsLook, NewestFinding } from "./findings";
import { lookForFindings } from "./findings";
import type { Place } from "./place";
import { placeOf } from "./place";

/** What was seen of a Region. */
export interface RegionLook {
  region: string;
  observed: ObservedRegion;
  newest: Seen<NewestFinding>;
  /** Of these only what the config speaks of. */
  delegation?: Seen<string | undefined>;
  organization?: Seen<OrganizationConfiguration>;
  members?: Seen<Member[]>;
}

export interface BucketLook {
  region: string;
  /** Null: there is none. */
  policy: string | null;
}

export interface KeyLook {
  key: AdoptedKey;
  policy: string;
}

/** All that was seen of an export. */
export interface Look extends Omit<FindingsLook, "newest"> {
  at: Date;
  administratorId: string;
  place: Place;
  regions: RegionLook[];
  bucket: Seen<BucketLook>;
  key: Seen<KeyLook>;
  /** The accounts of the organization, where its members are to be enabled. */
  accounts?: Seen<OrganizationAccount[]>;
}

export interface LookOptions {
  /** Name of the bucket, where no file tells it. */
  bucket?: string;
  /** How old a Region's newest finding may be, in milliseconds; undefined: as old as it is. */
  maxAge?: number;
  /** Told how many Regions of all have answered. */
  progress: (done: number, all: number) => void;
}

type OfGuardDuty = Omit<RegionLook, "newest">;

/** Asks AWS for everything that the health of an export is judged by. Never rejects. */
export async function look(
  plan: ExportPlan,
  cloud: Cloud,
  administratorId: string,
  { bucket: given, maxAge, progress }: LookOptions,
): Promise<Look> {
  const at = new Date();
  const all = plan.settings.regions;
  let done = 0;
  const [regions, accounts] = await Promise.all([
    atOnce(REGIONS_AT_ONCE, all, async (region) => {
      const seen = await lookAtRegion(plan, cloud, region);
      progress(++done, all.length);
      return seen;
    }),
    lookAtAccounts(plan, cloud),
  ]);
  const { bucketOwner, keyOwner } = plan.accounts;
  const keyAccountId = accountOf(cloud, plan.accounts, keyOwner) ?? administratorId;
  const destinations = regions.flatMap(({ observed }) => observed.destination.answer ?? []);
  const place = placeOf(plan, keyAccountId, destinations, { bucket: given });
  const bucket = bucketOf(cloud, bucketOwner, place);
  const [bucketLook, key, { newest, ...folders }] = await Promise.all([
    lookAtBucket(bucket),
    lookAtKey(cloud, keyOwner, place),
    lookForFindings(plan, bucket, { administratorId, memberIds: membersIn(regions), at, maxAge }),
  ]);
  return {
    ...{ at, administratorId, place, bucket: bucketLook, key, accounts, ...folders },
    regions: regions.map((one, index) => ({
      ...one,
      newest: newest[index] as Seen<NewestFinding>,
    })),
  };
}

async function lookAtRegion(plan: ExportPlan, cloud: Cloud, region: string): Promise<OfGuardDuty> {
  const { existing, management, members } = plan.settings;
  const client = cloud.guardDuty("administrator", region);
  if (client.seen === undefined) throw new Error("the administrator's account is open");
  const guardDuty = client.seen;
  const [observed, delegation] = await Promise.all([
    observeRegion(existing[region] ?? {}, guardDuty),
    management && lookAtDelegation(cloud, region),
  ]);
  const detectorId = observed.detector.answer?.id;
  const ofMembers = members.autoEnable !== undefined || members.features.length > 0;
  if (detectorId === undefined) return { region, observed, delegation };
  const [organization, listed] = await Promise.all([
    ofMembers ? organizationOf(guardDuty, detectorId) : undefined,
    ofMembers || members.accounts.length > 0 ? membersOf(guardDuty, detectorId) : undefined,
  ]);
  return { region, observed, delegation, organization, members: listed };
}

async function lookAtDelegation(cloud: Cloud, region: string): Promise<Seen<string | undefined>> {
  const { seen, fault } = cloud.guardDuty("management", region);
  if (seen === undefined) return { fault: ofAccount("management", fault) };
  return asked("guardduty:ListOrganizationAdminAccounts", () => seen.delegatedAdministrator());
}

function organizationOf(guardDuty: GuardDuty, detectorId: string) {
  return asked("guardduty:DescribeOrganizationConfiguration", () =>
    guardDuty.organizationConfiguration(detectorId),
  );
}

function membersOf(guardDuty: GuardDuty, detectorId: string) {
  return asked("guardduty:ListMembers", () => guardDuty.members(detectorId));
}

/** Only with ALL every account has to be a member. */
async function lookAtAccounts({ settings }: ExportPlan, cloud: Cloud) {
  if (settings.members.autoEnable !== "ALL") return undefined;
  const { seen, fault } = cloud.organization(settings.management ? "management" : "administrator");
  if (seen === undefined) return { fault: ofAccount("management", fault) };
  return asked("organizations:ListAccounts", () => seen.accounts());
}

function bucketOf(cloud: Cloud, owner: AccountRole, { bucketName }: Place): Seen<Bucket> {
  if (bucketName === undefined) return { fault: unknown("bucket") };
  const { seen, fault } = cloud.storage(owner);
  return seen === undefined
    ? { fault: ofAccount(owner, fault) }
    : { seen: seen.bucket(bucketName) };
}

async function lookAtBucket({ seen: bucket, fault }: Seen<Bucket>): Promise<Seen<BucketLook>> {
  if (bucket === undefined) return { fault };
  return asked(
    "s3:GetBucketPolicy and s3:GetBucketLocation",
    async () => {
      const [region, policy] = await Promise.all([bucket.region(), bucket.policy()]);
      return { region, policy };
    },
    { code: "NoSuchBucket", fault: gone(`bucket ${bucket.name}`) },
  );
}

async function lookAtKey(
  cloud: Cloud,
  owner: AccountRole,
  { keyArn }: Place,
): Promise<Seen<KeyLook>> {
  if (keyArn === undefined) return { fault: unknown("key") };
  const { seen: keys, fault } = cloud.keys(owner);
  if (keys === undefined) return { fault: ofAccount(owner, fault) };
  return asked(
    "kms:DescribeKey and kms:GetKeyPolicy",
    async () => {
      const [key, policy] = await Promise.all([keys.describe(keyArn), keys.policy(keyArn)]);
      return { key, policy };
    },
    { code: "NotFoundException", fault: gone(`key ${keyArn}`) },
  );
}

function membersIn(regions: readonly OfGuardDuty[]): Set<string> {
  const members = regions.flatMap((one) => one.members?.seen ?? []);
  return new Set(
    members.filter(({ status }) => status === "Enabled").map(({ accountId }) => accountId),
  );
}

function unknown(what: "bucket" | "key"): Fault {
  const reason = `which ${what} is the stack's is not known`;
  return { seen: false, reason, nextStep: "See above" };
}

function gone(what: string): Fault {
  return {
    seen: true,
    reason: `${what} does not exist: it was deleted`,
    nextStep:
      "Run pulumi refresh and then pulumi up: the stack makes a new one. What an adopted one was, its owner knows",
  };
}

/** Why an account other than the administrator's could not be asked. */
function ofAccount(role: AccountRole, { reason, ...rest }: Fault): Fault {
  return { ...rest, reason: `the ${role} account could not be asked: ${reason}` };
}
