import { atOnce } from "../../aws/atOnce";
import { verifyBucketOwner } from "../../aws/bucketOwner";
import type { Cloud } from "../../aws/cloud";
import { accountOf, REGIONS_AT_ONCE } from "../../aws/cloud";
import type { GuardDuty } from "../../aws/guardDuty";
import { verifyListOwner } from "../../aws/listOwner";
import { observe } from "../../aws/observe";
import { observeRegion } from "../../aws/observeRegion";
import type { DeclaredList, HealthFinding, ObservedRegion, Result } from "../../rules/health";
import { judge, listOwnerFindings } from "../../rules/health";
import type { KindOfList } from "../../rules/lists";
import { ipListKinds } from "../../rules/lists";
import type { LiveStack } from "../config/liveStack";
import type { LocatedFinding } from "../findings";
import type { ExportTarget } from "../status/target";
import { targetOf } from "../status/target";

/** One change, listed before it is applied, as data. */
export type StepData = (
  | { id: "setExpectedBucketOwner"; destinationId: string }
  | { id: "setListBucketOwner"; kind: KindOfList; listId: string; list: string }
) & {
  region: string;
  /** Undefined: there is none. */
  from?: string;
  to: string;
};

export interface Step {
  data: StepData;
  /** Answers why it could not be applied. */
  make: () => Promise<HealthFinding | undefined>;
}

export interface RepairPlan {
  steps: Step[];
  /** What the steps do not repair, or could not be checked. */
  findings: LocatedFinding[];
}

interface Region {
  region: string;
  client: Result<GuardDuty>;
  observed: ObservedRegion;
}

/** What `repair` changes, by the findings of each Region that a call of GuardDuty ends; reads, and changes nothing. */
export async function planRepair(
  { plan, settings, lists, deployed, nameAssumed }: LiveStack,
  cloud: Cloud,
  administratorId: string,
  given: { bucket?: string },
): Promise<RepairPlan> {
  const { bucketOwner, keyOwner } = plan.accounts;
  const regions = await atOnce(REGIONS_AT_ONCE, settings.regions, async (region) => {
    const client = cloud.guardDuty("administrator", region);
    const observed = client.value
      ? await observeRegion(settings.existing[region] ?? {}, client.value)
      : { detector: client, destination: client };
    return { region, client, observed };
  });
  const bucketOwnerId = accountOf(cloud, plan.accounts, bucketOwner);
  const keyAccountId = accountOf(cloud, plan.accounts, keyOwner) ?? administratorId;
  const destinations = regions.flatMap(({ observed }) => observed.destination.value ?? []);
  const target = targetOf(plan, keyAccountId, destinations, { ...given, deployed, nameAssumed });
  const parts = [
    ...regions.map((one) => ofRegion(one, target, bucketOwnerId)),
    ...(await atOnce(REGIONS_AT_ONCE, regions, (one) =>
      listsOf(one, administratorId, lists[one.region]),
    )),
  ];
  return {
    steps: parts.flatMap(({ steps }) => steps),
    findings: [...target.findings, ...parts.flatMap(({ findings }) => findings)],
  };
}

function ofRegion(
  { region, client, observed }: Region,
  { expected }: ExportTarget,
  bucketOwnerId: string | undefined,
): RepairPlan {
  const { findings } = judge({ region, bucketOwnerId, ...expected }, observed);
  const located = findings.map((finding): LocatedFinding => ({ ...finding, region }));
  const { id: detectorId = "" } = observed.detector.value ?? {};
  const { id: destinationId = "", expectedBucketOwner } = observed.destination.value ?? {};
  const isOwner = ({ id }: LocatedFinding) =>
    id === "expectedBucketOwnerMissing" || id === "expectedBucketOwnerDiffers";
  const owner = located.find(isOwner);
  const elsewhere = located.some(
    (one) => one.id === "valueDiffers" && one.property === "destinationArn",
  );
  // One that exports elsewhere is deployed first: its bucket belongs to another account.
  if (!client.value || owner === undefined || elsewhere || bucketOwnerId === undefined) {
    return { steps: [], findings: located };
  }
  const guardDuty = client.value;
  const step: Step = {
    data: {
      ...{ id: "setExpectedBucketOwner", region, destinationId },
      ...(expectedBucketOwner !== undefined && { from: expectedBucketOwner }),
      to: bucketOwnerId,
    },
    make: async () =>
      (await verifyBucketOwner(guardDuty, { detectorId, destinationId, bucketOwnerId })).finding,
  };
  return { steps: [step], findings: located.filter((one) => !isOwner(one)) };
}

/** The lists of IP addresses of the configuration: the provider does not set who owns their bucket. */
async function listsOf(
  { region, client, observed }: Region,
  accountId: string,
  declared: readonly DeclaredList[] = [],
): Promise<RepairPlan> {
  const kinds = ipListKinds().filter((kind) => declared.some((list) => list.kind === kind));
  const detectorId = observed.detector.value?.id;
  // What cannot be asked is a finding of the detector.
  if (!client.value || detectorId === undefined || kinds.length === 0) {
    return { steps: [], findings: [] };
  }
  const guardDuty = client.value;
  const actions = kinds.flatMap((kind) => [`guardduty:List${kind}s`, `guardduty:Get${kind}`]);
  const found = await observe(actions, async () =>
    (await Promise.all(kinds.map((kind) => guardDuty.activeLists(detectorId, kind)))).flat(),
  );
  if (found.finding !== undefined) return { steps: [], findings: [{ ...found.finding, region }] };
  const expected = { region, accountId, lists: declared };
  const findings = listOwnerFindings(expected, detectorId, found.value);
  const steps = findings.flatMap((finding): Step[] => {
    if (finding.id !== "listBucketOwnerMissing" && finding.id !== "listBucketOwnerDiffers")
      return [];
    const { kind, listId, list } = finding;
    const from = finding.id === "listBucketOwnerDiffers" ? { from: finding.value } : {};
    const owned = { kind, region, detectorId, listId, accountId };
    return [
      {
        data: { id: "setListBucketOwner", region, kind, listId, list, ...from, to: accountId },
        make: async () => (await verifyListOwner(guardDuty, owned)).finding,
      },
    ];
  });
  return { steps, findings: [] };
}
