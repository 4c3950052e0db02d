import { atOnce } from "../../aws/atOnce";
import { verifyBucketOwner } from "../../aws/bucketOwner";
import type { Cloud } from "../../aws/cloud";
import { accountOf, REGIONS_AT_ONCE } from "../../aws/cloud";
import type { GuardDuty } from "../../aws/guardDuty";
import { observeRegion } from "../../aws/observeRegion";
import type { HealthFinding, ObservedRegion, Result } from "../../rules/health";
import { judge } from "../../rules/health";
import type { LiveStack } from "../config/liveStack";
import type { LocatedFinding } from "../findings";
import type { ExportTarget } from "../status/target";
import { targetOf } from "../status/target";

/** One change, listed before it is applied, as data. */
export interface StepData {
  id: "setExpectedBucketOwner";
  region: string;
  destinationId: string;
  /** Undefined: there is none. */
  from?: string;
  to: string;
}

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
  { plan, settings, deployed, nameAssumed }: LiveStack,
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
  const parts = regions.map((one) => ofRegion(one, target, bucketOwnerId));
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
