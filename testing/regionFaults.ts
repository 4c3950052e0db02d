import fc from "fast-check";

import type { Faults, SandboxCloud } from "../sandbox/cloud";
import { faultsSchema } from "../sandbox/cloud";

type World = SandboxCloud["world"];
type Detector = World["detectors"][string];
type Destination = Detector["destinations"][string];

/** One thing that keeps the export of a Region from being healthy. */
export interface RegionFault {
  what: string;
  /** Whether AWS reports it; otherwise it makes the check impossible. */
  confirmed: boolean;
  /** What it does to the Region's detector and its destination. */
  to?: (detector: Detector, destination: Destination | undefined) => void;
  /** Whether the detector is gone. */
  deletes?: true;
  /** What the Region's calls meet. */
  calls?: NonNullable<Faults["regions"]>[string];
  /** Whether the identity that asks may call GuardDuty there. */
  denied?: true;
}

const set = (destination: Destination | undefined, values: Partial<Destination>) =>
  void Object.assign(destination ?? {}, values);

/** Every kind that the health check and `status` have to find. */
export const REGION_FAULTS: RegionFault[] = [
  ...(
    ["UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY", "STOPPED", "PENDING_VERIFICATION"] as const
  ).map((status): RegionFault => ({
    what: `status ${status}`,
    confirmed: true,
    to: (_, destination) => set(destination, { status }),
  })),
  {
    what: "deleted destination",
    confirmed: true,
    to: (detector) => void (detector.destinations = {}),
  },
  {
    what: "destination at another bucket",
    confirmed: true,
    to: (_, destination) => set(destination, { destinationArn: "arn:aws:s3:::elsewhere" }),
  },
  {
    what: "destination under another key",
    confirmed: true,
    to: (_, destination) =>
      set(destination, { kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/other" }),
  },
  {
    what: "suspended detector",
    confirmed: true,
    to: (detector) => void (detector.status = "DISABLED"),
  },
  {
    what: "another frequency",
    confirmed: true,
    to: (detector) => void (detector.findingPublishingFrequency = "ONE_HOUR"),
  },
  { what: "deleted detector", confirmed: true, deletes: true },
  { what: "no answer", confirmed: false, calls: { latencyMs: 60_000 } },
  { what: "throttled", confirmed: false, calls: { throttleRate: 1 } },
  { what: "failing", confirmed: false, calls: { errorRate: 1 } },
  { what: "no permission", confirmed: false, denied: true },
];

/** What looks like a fault, and is none. */
const SLOW: RegionFault = { what: "slow", confirmed: false, calls: { latencyMs: 300 } };

const BY_NAME = new Map([...REGION_FAULTS, SLOW].map((one) => [one.what, one]));

/** Region -> names of its faults. */
export interface FaultyRegions {
  [region: string]: string[];
}

const ofOneRegion = (faults: RegionFault[]) => {
  const names = faults.map(({ what }) => what);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<string[]>([], [SLOW.what]) },
    { weight: 5, arbitrary: fc.subarray(names, { minLength: 1, maxLength: 3 }) },
  );
};

/** A combination of faults for each Region; in those of `spared` all calls get through. */
export function faultyRegions(
  regions: readonly string[],
  spared: readonly string[] = [],
): fc.Arbitrary<FaultyRegions> {
  const through = REGION_FAULTS.filter(({ calls, denied }) => !calls && !denied);
  const of = (region: string) => ofOneRegion(spared.includes(region) ? through : REGION_FAULTS);
  return fc.record(Object.fromEntries(regions.map((region) => [region, of(region)])));
}

/** Whether a Region has one that counts. */
export const isFaulty = (faults: FaultyRegions, region: string) =>
  faults[region]!.some((name) => name !== SLOW.what);

/** Lets them happen; answers the statements that deny the calls which may not be made. */
export function letHappen(cloud: SandboxCloud, account: string, faults: FaultyRegions): object[] {
  const { detectors } = cloud.world;
  const entries = Object.entries(faults).map(
    ([region, names]) => [region, names.map((name) => BY_NAME.get(name)!)] as const,
  );
  for (const [region, own] of entries) {
    const detector = detectors[`${account}/${region}`]!;
    const [destination] = Object.values(detector.destinations);
    for (const { to } of own) to?.(detector, destination);
    if (own.some((one) => one.deletes)) delete detectors[`${account}/${region}`];
  }
  const calls = entries.map(([region, own]) => [
    region,
    Object.assign({}, ...own.map((one) => one.calls)),
  ]);
  cloud.setFaults(faultsSchema.parse({ regions: Object.fromEntries(calls) }));
  const denied = entries.filter(([, own]) => own.some((one) => one.denied));
  const requested = { "aws:RequestedRegion": denied.map(([region]) => region) };
  const denial = { Effect: "Deny", Action: "guardduty:*", Resource: "*" };
  return denied.length === 0 ? [] : [{ ...denial, Condition: { StringEquals: requested } }];
}
