import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { accountOf, REGIONS_AT_ONCE } from "../../aws/cloud";
import type { DetectionRule, DueFinding, ObservedMemberPlans } from "../../rules/health";
import type { GuardDuty, Member, OrganizationConfiguration } from "../../aws/guardDuty";
import { observe } from "../../aws/observe";
import { observeArchived } from "../../aws/observeArchived";
import { observeDue } from "../../aws/observeDue";
import { observeRegion } from "../../aws/observeRegion";
import type { DeliveryObservation } from "../../aws/observeDelivery";
import type { OrganizationAccount } from "../../aws/organization";
import type { SharedResource } from "../../rules/addOns";
import type { ArchivedFindings } from "../../rules/findingFilters";
import type { ObservedRegion } from "../../rules/health";
import type { KindOfList } from "../../rules/lists/choices";
import { comparesOrganization, hasManagedPlan, sampledAccounts } from "../../rules/health";
import type { ExportPlan } from "../../rules/plan";
import type { ControlPolicy } from "../../rules/proof";
import type { LiveReader } from "../config/liveReader";
import type { LiveStack } from "../config/liveStack";
import type { Result } from "../findings";
import { observeControlPolicies } from "./controlPolicies";
import type { BucketObservation, KeyObservation } from "./observeHolders";
import { bucketOf, observeBucket, observeKey } from "./observeHolders";
import type { EffectivePolicy } from "./observeOrganization";
import {
  observeAccounts,
  observeEffectivePolicies,
  observePolicyTypes,
  observeTrustedServices,
  ofAccount,
} from "./observeOrganization";
import type { ObservedReader } from "./observeReaders";
import { observeReaders } from "./observeReaders";
import type { DeclaredHealthParts } from "../../rules/health/ownParts";
import type { ObservedHealth } from "./healthParts";
import { observeHealth } from "./healthParts";
import type { DeliveryOptions } from "./delivery";
import { observeDelivery } from "./delivery";
import type { ScannedBucket } from "./malware";
import { observeMalware } from "./malware";
import type { FindingsObservation, NewestFinding } from "./newestFindings";
import { observeFindings } from "./newestFindings";
import type { SharedPolicy } from "./judgeSharedPolicies";
import { observeSharedPolicies } from "./observeSharedPolicies";
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
  /** The newest finding that had to be exported by now; undefined: there is no detector. */
  due?: Result<DueFinding | undefined>;
  /** The administrator's custom detection rules; undefined: there is no detector. */
  detectionRules?: Result<DetectionRule[]>;
  /** The GuardDuty policies in effect, where no plan is managed by one; undefined: that decides nothing. */
  managed?: Result<EffectivePolicy[]>;
  /** Protection plans of enabled members; undefined: likewise, or there are none. */
  memberPlans?: Result<ObservedMemberPlans[]>;
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
  /** The way of new findings to readers; undefined: the stack makes no notifications. */
  delivery?: Result<DeliveryObservation>;
  /** The parts of the health check; undefined: the stack has none. */
  health?: ObservedHealth;
  /** The buckets that the configuration has GuardDuty scan for malware. */
  malware: ScannedBucket[];
  /** The queues, topics and buses that exist, which the stack uses. */
  shared: SharedPolicy[];
  /** The roles and users of readers. */
  readers: ObservedReader[];
  /** The resource control policies that apply to bucket and key. */
  controls: Result<readonly ControlPolicy[]>;
}

export interface ObservationOptions {
  /** Name of the bucket, where no file has it. */
  bucket?: string;
  deployed?: LiveStack["deployed"];
  nameAssumed?: boolean | undefined;
  /** Defaults to none. */
  malware?: LiveStack["malware"];
  /** Resource control policies that are given: Organizations is not asked. */
  controls?: readonly ControlPolicy[] | undefined;
  /** The kinds of lists of threats that the configuration declares in each Region: they are read there. */
  threatLists?: KindsByRegion;
  /** How old a Region's newest finding may be, in milliseconds; undefined: as old as it is. */
  maxAge?: number;
  /** The queues, topics and buses that exist, which the stack uses. Defaults to none. */
  shared?: readonly SharedResource[];
  /** The stack's readers. Defaults to none. */
  readers?: readonly LiveReader[];
  delivery: DeliveryOptions;
  /** The parts of the stack's health check. */
  health?: DeclaredHealthParts;
  /** Called with how many Regions of all have answered. */
  progress: (done: number, all: number) => void;
}

/** Kinds of lists by Region. */
interface KindsByRegion {
  [region: string]: readonly KindOfList[];
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
    nameAssumed,
    malware: scanned = [],
    controls: givenControls,
    threatLists,
    maxAge,
    shared: used = [],
    readers: declaredReaders = [],
    delivery: ofDelivery,
    health: declaredHealth,
    progress,
  }: ObservationOptions,
): Promise<Observation> {
  const at = new Date();
  const all = plan.settings.regions;
  let done = 0;
  const [regions, accounts, policyTypes, trustedServices, controls, shared, readers] =
    await Promise.all([
      atOnce(REGIONS_AT_ONCE, all, async (region) => {
        const observed = await observeGuardDuty(plan, cloud, region, at, threatLists);
        progress(++done, all.length);
        return observed;
      }),
      observeAccounts(plan, cloud),
      observePolicyTypes(plan, cloud),
      observeTrustedServices(plan, cloud),
      givenControls
        ? { value: givenControls }
        : observeControlPolicies(plan, cloud, administratorId),
      observeSharedPolicies(used, cloud),
      observeReaders(plan, cloud, declaredReaders),
    ]);
  const managed = await observeEffectivePolicies(
    plan,
    cloud,
    policyTypes,
    Object.fromEntries(
      regions.flatMap(({ region, observed, listed, memberPlans }) =>
        hasManagedPlan([observed.detector.value ?? {}, ...(memberPlans?.value ?? [])])
          ? []
          : [[region, sampledAccounts(administratorId, listed?.value ?? [])]],
      ),
    ),
  );
  const { bucketOwner, keyOwner } = plan.accounts;
  const keyAccountId = accountOf(cloud, plan.accounts, keyOwner) ?? administratorId;
  const destinations = regions.flatMap(({ observed }) => observed.destination.value ?? []);
  const target = targetOf(plan, keyAccountId, destinations, {
    bucket: given,
    deployed,
    nameAssumed,
  });
  const bucket = bucketOf(cloud, bucketOwner, target);
  const [bucketObservation, key, { newest, ...folders }, malware, delivery, health] =
    await Promise.all([
      bucket && observeBucket(plan, cloud, bucket),
      observeKey(cloud, keyOwner, target, plan.settings.key.existing !== undefined),
      observeFindings(plan, bucket, {
        ...{ administratorId, memberIds: membersIn(regions), at, maxAge },
        due: (region) => regions.find((one) => one.region === region)?.due?.value,
      }),
      observeMalware({ malware: scanned }, cloud, target),
      observeDelivery(plan, cloud, bucket, ofDelivery),
      observeHealth(declaredHealth, cloud, {
        timeout: ofDelivery.timeout,
        watched: {
          detectorIds: regions.flatMap(({ observed }) => observed.detector.value?.id ?? []),
          ...{ bucketName: target.bucketName, keyArn: target.keyArn },
        },
      }),
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
      health,
      controls,
      shared,
      readers,
      ...folders,
    },
    regions: regions.map((one, index) => ({
      ...one,
      managed: managed?.[one.region],
      newest: newest[index] as Result<NewestFinding>,
    })),
  };
}

async function observeGuardDuty(
  plan: ExportPlan,
  cloud: Cloud,
  region: string,
  at: Date,
  threatKinds: KindsByRegion = {},
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
  const ofMembers = comparesOrganization(members);
  if (detectorId === undefined) return { region, observed: ofDetector, delegation };
  const isSet =
    ofMembers ||
    members.managedBy === "policy" ||
    members.accounts.length > 0 ||
    members.exclude.length > 0;
  const suppression = ofDetector.suppression?.value;
  const [organization, listed, archived, due, threatLists, detectionRules] = await Promise.all([
    ofMembers ? organizationOf(guardDuty, detectorId) : undefined,
    membersOf(guardDuty, detectorId),
    suppression && observeArchived(guardDuty, detectorId, suppression, at),
    observeDue(ofDetector.detector.value ?? { id: detectorId }, guardDuty, at),
    threatListsOf(guardDuty, detectorId, threatKinds[region]),
    observe("guardduty:ListCustomDetectionRuleAssociations", () => guardDuty.detectionRules()),
  ]);
  const observed = { ...ofDetector, ...(threatLists && { threatLists }) };
  const memberPlans = await memberPlansOf(guardDuty, detectorId, listed);
  return {
    ...{ region, observed, delegation, organization, listed, memberPlans, archived },
    ...{ detectionRules, due },
    ...(isSet && { members: listed }),
    ...(!isSet && region === regionOfMembers(plan) && { administered: listed }),
  };
}

function threatListsOf(
  guardDuty: GuardDuty,
  detectorId: string,
  kinds: readonly KindOfList[] = [],
) {
  if (kinds.length === 0) return undefined;
  const actions = kinds.flatMap((kind) => [`guardduty:List${kind}s`, `guardduty:Get${kind}`]);
  return observe(actions, async () => {
    const lists = await Promise.all(kinds.map((kind) => guardDuty.activeLists(detectorId, kind)));
    return lists.flat();
  });
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

/** The accounts whose findings the administrator has. */
export function membersIn(
  regions: readonly Pick<OfGuardDuty, "members" | "administered">[],
): Set<string> {
  const members = regions.flatMap((one) => (one.members ?? one.administered)?.value ?? []);
  return new Set(
    members.filter(({ status }) => status === "Enabled").map(({ accountId }) => accountId),
  );
}
