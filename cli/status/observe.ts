import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { accountOf, REGIONS_AT_ONCE } from "../../aws/cloud";
import type { DetectionRule, ObservedMemberPlans } from "../../rules/health";
import type { GuardDuty, Member, OrganizationConfiguration } from "../../aws/guardDuty";
import type { KeyGrant, Keys } from "../../aws/key";
import { observe } from "../../aws/observe";
import { observeRegion } from "../../aws/observeRegion";
import type { OrganizationAccount } from "../../aws/organization";
import type { Bucket } from "../../aws/s3";
import type { AdoptedKey } from "../../rules/adoption";
import { HOLDER_PATHS, readLivePolicy } from "../../rules/adoption";
import { isPublicPolicy } from "../../rules/documents/publicStatement";
import { LIFECYCLE_ACTION, SETTINGS_ACTIONS } from "../../rules/bucketSettings";
import type { SharedResource } from "../../rules/addOns";
import type { ExpirationRule, ObservedBucketSettings } from "../../rules/bucketSettings";
import type { ArchivedFindings } from "../../rules/findingFilters";
import type { ObservedRegion } from "../../rules/health";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { DeliveryDifference } from "../../rules/readers";
import type { ControlPolicy } from "../../rules/proof";
import type { LiveStack } from "../config/liveStack";
import type { Result } from "../findings";
import { error } from "../findings";
import { observeArchived } from "./archived";
import { observeControlPolicies } from "./controlPolicies";
import {
  observeAccounts,
  observePolicyTypes,
  observeTrustedServices,
  ofAccount,
} from "./observeOrganization";
import type { DeliveryOptions } from "./delivery";
import { observeDelivery } from "./delivery";
import type { ScannedBucket } from "./malware";
import { observeMalware } from "./malware";
import type { FindingsObservation, NewestFinding } from "./newestFindings";
import { observeFindings } from "./newestFindings";
import type { SharedPolicy } from "./sharedPolicies";
import { observeSharedPolicies } from "./sharedPolicies";
import type { ExportTarget } from "./target";
import { targetOf } from "./target";

/** What was observed of a Region. */
export interface RegionObservation {
  region: string;
  observed: ObservedRegion;
  newest: Result<NewestFinding>;
  /** Of these only what the config sets. */
  delegation?: Result<string | undefined>;
  organization?: Result<OrganizationConfiguration>;
  members?: Result<Member[]>;
  /** The administrator's members where the config sets none, of one Region: their findings are exported as well. */
  administered?: Result<Member[]>;
  /** The same of every Region that has a detector. */
  listed?: Result<Member[]>;
  /** Undefined: there is no detector, or its filters could not be read. */
  archived?: Result<ArchivedFindings>;
  /** The administrator's custom detection rules; undefined: there is no detector. */
  detectionRules?: Result<DetectionRule[]>;
  /** Protection plans of enabled members; undefined: likewise, or there are none. */
  memberPlans?: Result<ObservedMemberPlans[]>;
}

export interface BucketObservation {
  region: string;
  /** Null: there is none. */
  policy: string | null;
  /** Whether BlockPublicPolicy of the bucket or its account is on, where the next write of the policy depends on it. */
  blockPublicPolicy?: Awaited<ReturnType<Cloud["blockPublicPolicy"]>>;
  /** Of a bucket that the stack creates. */
  settings?: Result<ObservedBucketSettings>;
  /** Of an adopted bucket with a prefix. */
  lifecycle?: Result<readonly ExpirationRule[]>;
}

export interface KeyObservation {
  key: AdoptedKey;
  policy: string;
  /** Of a key that the stack creates. */
  grants?: Result<KeyGrant[]>;
}

/** All that was observed of an export. */
export interface Observation extends Omit<FindingsObservation, "newest"> {
  at: Date;
  administratorId: string;
  /** Of the bucket; undefined: not known. */
  bucketOwnerId?: string;
  target: ExportTarget;
  regions: RegionObservation[];
  /** Undefined: which bucket it is, is not known. */
  bucket?: Result<BucketObservation>;
  /** Undefined: likewise. */
  key?: Result<KeyObservation>;
  /** The accounts of the organization, where its members are to be enabled. */
  accounts?: Result<OrganizationAccount[]>;
  /** The types of policies that the organization has enabled, where members are to be enabled by themselves. */
  policyTypes?: Result<string[]>;
  /** Undefined: members have no protection plan that needs trusted access. */
  trustedServices?: Result<string[]>;
  /** How the way of new findings to readers differs; undefined: the stack makes no notifications. */
  delivery?: Result<DeliveryDifference[]>;
  /** The buckets that the configuration has GuardDuty scan for malware. */
  malware: ScannedBucket[];
  /** The queues, topics and buses that exist, which the stack uses. */
  shared: SharedPolicy[];
  /** The resource control policies that apply to bucket and key. */
  controls: Result<readonly ControlPolicy[]>;
}

export interface ObservationOptions {
  /** Name of the bucket, where no file has it. */
  bucket?: string;
  deployed?: LiveStack["deployed"];
  malware?: LiveStack["malware"];
  /** Resource control policies that are given: Organizations is not asked. */
  controls?: readonly ControlPolicy[] | undefined;
  /** The Regions in which the configuration declares lists of threats: they are read there. */
  threatListRegions?: ReadonlySet<string>;
  /** How old a Region's newest finding may be, in milliseconds; undefined: as old as it is. */
  maxAge?: number;
  /** The queues, topics and buses that exist, which the stack uses. Defaults to none. */
  shared?: readonly SharedResource[];
  delivery: DeliveryOptions;
  /** Called with how many Regions of all have answered. */
  progress: (done: number, all: number) => void;
}

type OfGuardDuty = Omit<RegionObservation, "newest">;

/** Observes everything that the health of an export is judged by. Never rejects. */
export async function observeExport(
  plan: ExportPlan,
  cloud: Cloud,
  administratorId: string,
  {
    bucket: given,
    deployed,
    malware: scanned,
    controls: givenControls,
    threatListRegions,
    maxAge,
    shared: used = [],
    delivery: ofDelivery,
    progress,
  }: ObservationOptions,
): Promise<Observation> {
  const at = new Date();
  const all = plan.settings.regions;
  let done = 0;
  const [regions, accounts, policyTypes, trustedServices, controls, shared] = await Promise.all([
    atOnce(REGIONS_AT_ONCE, all, async (region) => {
      const observed = await observeGuardDuty(plan, cloud, region, at, threatListRegions);
      progress(++done, all.length);
      return observed;
    }),
    observeAccounts(plan, cloud),
    observePolicyTypes(plan, cloud),
    observeTrustedServices(plan, cloud),
    givenControls ? { value: givenControls } : observeControlPolicies(plan, cloud, administratorId),
    observeSharedPolicies(used, cloud),
  ]);
  const { bucketOwner, keyOwner } = plan.accounts;
  const keyAccountId = accountOf(cloud, plan.accounts, keyOwner) ?? administratorId;
  const destinations = regions.flatMap(({ observed }) => observed.destination.value ?? []);
  const target = targetOf(plan, keyAccountId, destinations, { bucket: given, deployed });
  const bucket = bucketOf(cloud, bucketOwner, target);
  const [bucketObservation, key, { newest, ...folders }, malware, delivery] = await Promise.all([
    bucket && observeBucket(plan, cloud, bucket),
    observeKey(cloud, keyOwner, target, plan.settings.key.existing !== undefined),
    observeFindings(plan, bucket, { administratorId, memberIds: membersIn(regions), at, maxAge }),
    observeMalware({ malware: scanned }, cloud, target),
    observeDelivery(plan, cloud, bucket, ofDelivery),
  ]);
  return {
    bucketOwnerId: accountOf(cloud, plan.accounts, bucketOwner),
    ...{
      at,
      administratorId,
      target,
      bucket: bucketObservation,
      key,
      accounts,
      policyTypes,
      trustedServices,
      malware,
      delivery,
      controls,
      shared,
      ...folders,
    },
    regions: regions.map((one, index) => ({
      ...one,
      newest: newest[index] as Result<NewestFinding>,
    })),
  };
}

async function observeGuardDuty(
  plan: ExportPlan,
  cloud: Cloud,
  region: string,
  at: Date,
  threatListRegions: ReadonlySet<string> = new Set(),
): Promise<OfGuardDuty> {
  const { existing, management, members } = plan.settings;
  const client = cloud.guardDuty("administrator", region);
  if (client.value === undefined) {
    const unknown = { detector: client, destination: client };
    return { region, observed: unknown };
  }
  const guardDuty = client.value;
  const [ofDetector, delegation] = await Promise.all([
    observeRegion(existing[region] ?? {}, guardDuty, guardDuty),
    management && observeDelegation(cloud, region),
  ]);
  const detectorId = ofDetector.detector.value?.id;
  const ofMembers = members.autoEnable !== undefined || members.features.length > 0;
  if (detectorId === undefined) return { region, observed: ofDetector, delegation };
  const isSet = ofMembers || members.accounts.length > 0 || members.exclude.length > 0;
  const suppression = ofDetector.suppression?.value;
  const [organization, listed, archived, threatLists, detectionRules] = await Promise.all([
    ofMembers ? organizationOf(guardDuty, detectorId) : undefined,
    membersOf(guardDuty, detectorId),
    suppression && observeArchived(guardDuty, detectorId, suppression, at),
    threatListRegions.has(region) ? threatListsOf(guardDuty, detectorId) : undefined,
    observe("guardduty:ListCustomDetectionRuleAssociations", () => guardDuty.detectionRules()),
  ]);
  const observed = { ...ofDetector, ...(threatLists && { threatLists }) };
  const memberPlans = await memberPlansOf(guardDuty, detectorId, listed);
  return {
    ...{ region, observed, delegation, organization, listed, memberPlans, archived },
    detectionRules,
    ...(isSet && { members: listed }),
    ...(!isSet && region === regionOfMembers(plan) && { administered: listed }),
  };
}

function threatListsOf(guardDuty: GuardDuty, detectorId: string) {
  const actions = ["guardduty:ListThreatIntelSets", "guardduty:GetThreatIntelSet"];
  return observe(actions, () => guardDuty.activeLists(detectorId, "ThreatIntelSet"));
}

/** The Region whose members stand for those of all Regions where the config sets none. */
function regionOfMembers({ settings: { regions }, home }: ExportPlan): string | undefined {
  return regions.includes(home.name) ? home.name : regions[0];
}

async function memberPlansOf(
  guardDuty: GuardDuty,
  detectorId: string,
  { value: members = [] }: Result<Member[]>,
): Promise<Result<ObservedMemberPlans[]> | undefined> {
  const enabled = members.filter(({ status }) => status === "Enabled");
  if (enabled.length === 0) return undefined;
  const ids = enabled.map(({ accountId }) => accountId);
  return observe("guardduty:GetMemberDetectors", () => guardDuty.memberPlans(detectorId, ids));
}

async function observeDelegation(
  cloud: Cloud,
  region: string,
): Promise<Result<string | undefined>> {
  const { value, finding } = cloud.guardDuty("management", region);
  if (value === undefined) return { finding: ofAccount("management", finding) };
  return observe("guardduty:ListOrganizationAdminAccounts", () => value.delegatedAdministrator());
}

function organizationOf(guardDuty: GuardDuty, detectorId: string) {
  return observe("guardduty:DescribeOrganizationConfiguration", () =>
    guardDuty.organizationConfiguration(detectorId),
  );
}

function membersOf(guardDuty: GuardDuty, detectorId: string) {
  return observe("guardduty:ListMembers", () => guardDuty.members(detectorId));
}

function bucketOf(
  cloud: Cloud,
  owner: AccountRole,
  { bucketName }: ExportTarget,
): Result<Bucket> | undefined {
  if (bucketName === undefined) return undefined;
  const { value, finding } = cloud.storage(owner);
  return value === undefined
    ? { finding: ofAccount(owner, finding) }
    : { value: value.bucket(bucketName) };
}

async function observeBucket(
  { settings, accounts }: ExportPlan,
  cloud: Cloud,
  { value: bucket, finding }: Result<Bucket>,
): Promise<Result<BucketObservation>> {
  if (bucket === undefined) return { finding };
  const { existing } = settings.bucket;
  const observed = await observe(
    ["s3:GetBucketPolicy", "s3:GetBucketLocation"],
    async () => {
      const [region, policy] = await Promise.all([bucket.region(), bucket.policy()]);
      return { region, policy };
    },
    [
      {
        error: "NoSuchBucket",
        finding: error("holderMissing", {
          holder: "bucket",
          name: bucket.name,
          adopted: existing !== undefined,
        }),
      },
    ],
  );
  if (observed.value === undefined) return observed;
  const read = await observeSettings(settings.bucket, bucket);
  const value = { ...observed.value, ...read };
  const isShared = existing !== undefined && existing.policy !== "external";
  if (!isShared || !isPublic(value.policy)) return { value };
  const blockPublicPolicy = await cloud.blockPublicPolicy(accounts.bucketOwner, bucket.name);
  return { value: { ...value, blockPublicPolicy } };
}

/** What the stack declares of a bucket that it creates, or what the export needs of one that is adopted. */
async function observeSettings(
  { existing, prefix }: ExportPlan["settings"]["bucket"],
  { settings }: Bucket,
): Promise<Pick<BucketObservation, "settings" | "lifecycle">> {
  if (existing === undefined) {
    return { settings: await observe(SETTINGS_ACTIONS, () => settings.all()) };
  }
  if (prefix === "") return {};
  return { lifecycle: await observe(LIFECYCLE_ACTION, () => settings.lifecycle()) };
}

/** A policy that cannot be read is a finding of its own. */
function isPublic(policy: string | null | undefined): boolean {
  const { policy: document } = readLivePolicy(policy, { of: "bucket", path: HOLDER_PATHS.bucket });
  return document !== undefined && isPublicPolicy({ ...document });
}

async function observeKey(
  cloud: Cloud,
  owner: AccountRole,
  { keyArn }: ExportTarget,
  adopted: boolean,
): Promise<Result<KeyObservation> | undefined> {
  if (keyArn === undefined) return undefined;
  const { value: keys, finding } = cloud.keys(owner);
  if (keys === undefined) return { finding: ofAccount(owner, finding) };
  const [observed, grants] = await Promise.all([
    observeKeyPolicy(keys, keyArn, adopted),
    adopted ? undefined : observe("kms:ListGrants", () => keys.grants(keyArn)),
  ]);
  if (observed.value === undefined) return observed;
  return { value: { ...observed.value, ...(grants && { grants }) } };
}

function observeKeyPolicy(
  keys: Keys,
  keyArn: string,
  adopted: boolean,
): Promise<Result<KeyObservation>> {
  return observe(
    ["kms:DescribeKey", "kms:GetKeyPolicy"],
    async () => {
      const [key, policy] = await Promise.all([keys.describe(keyArn), keys.policy(keyArn)]);
      return { key, policy };
    },
    [
      {
        error: "NotFoundException",
        finding: error("holderMissing", { holder: "key", name: keyArn, adopted }),
      },
    ],
  );
}

/** The accounts whose findings the administrator has. */
export function membersIn(
  regions: readonly Pick<OfGuardDuty, "members" | "administered">[],
): Set<string> {
  const members = regions.flatMap((one) => (one.members ?? one.administered)?.value ?? []);
  return new Set(
    members.filter(({ status }) => status === "Enabled").map(({ accountId }) => accountId),
  );
}
