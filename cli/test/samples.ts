import { setTimeout as wait } from "node:timers/promises";

import { atOnce } from "../../aws/atOnce";
import { observe } from "../../aws/observe";
import { observeRegion } from "../../aws/observeRegion";
import type { ObservedRegion } from "../../rules/health";
import { findingsFolder } from "../../rules/policies";
import type { Bucket } from "../../aws/s3";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { Result } from "../findings";

/** A finding that GuardDuty makes samples of in every Region. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-ec2.html */
const SAMPLE = "Recon:EC2/PortProbeUnprotectedPort";

/** An object that arrived after the sample was created. */
export interface Arrival {
  key: string;
  /** Since the sample was created, in milliseconds. */
  after: number;
}

/** The sample of one Region; an arrival of undefined: it had not arrived by the deadline. */
export interface Sample {
  region: string;
  observed: ObservedRegion;
  created: Result<Date>;
  arrival?: Result<Arrival | undefined>;
}

export interface Waiting {
  /** How long to wait, in milliseconds. */
  deadline: number;
  progress: (text: string) => void;
}

export function observeDetectors(
  cloud: Cloud,
  regions: readonly string[],
): Promise<{ region: string; observed: ObservedRegion }[]> {
  return atOnce(REGIONS_AT_ONCE, regions, async (region) => ({
    region,
    observed: await observeRegion({}, guardDutyOf(cloud, region)),
  }));
}

/** Creates a sample finding in each Region, and waits until an object of each has arrived. */
export async function createSamples(
  cloud: Cloud,
  detectors: readonly { region: string; observed: ObservedRegion }[],
  arrivals: Arrivals,
  { deadline, progress }: Waiting,
): Promise<Sample[]> {
  let waiting = detectors.length;
  const end = Date.now() + deadline;
  const report = () =>
    progress(`waiting for ${waiting} of ${detectors.length} Regions, until ${clockTime(end)}`);
  report();
  return atOnce(REGIONS_AT_ONCE, detectors, async ({ region, observed }): Promise<Sample> => {
    const before = await arrivals.keys(region);
    const detectorId = observed.detector.value?.id;
    const created: Result<Date> = await observe("guardduty:CreateSampleFindings", async () => {
      if (detectorId === undefined) throw new Error("there is no detector to create a sample with");
      await guardDutyOf(cloud, region).createSample(detectorId, SAMPLE);
      return new Date();
    });
    if (created.value === undefined || before.finding) {
      waiting--;
      report();
      return { region, observed, created, arrival: before.finding && { finding: before.finding } };
    }
    const arrival = await arrivals.next(region, before.value, created.value, end);
    waiting--;
    report();
    return { region, observed, created, arrival };
  });
}

function guardDutyOf(cloud: Cloud, region: string) {
  const { value } = cloud.guardDuty("administrator", region);
  if (value === undefined) throw new Error("the administrator's account is open");
  return value;
}

function clockTime(time: number): string {
  return new Date(time).toTimeString().slice(0, 8);
}

/** The objects of today's and later findings of the administrator's account. */
export interface Arrivals {
  keys(region: string): Promise<Result<Set<string>>>;
  /** The first object that was not there before; undefined: none until `end`. */
  next(
    region: string,
    before: Set<string>,
    since: Date,
    end: number,
  ): Promise<Result<Arrival | undefined>>;
}

/** Pauses between two listings, in milliseconds; the last one again and again. */
const PAUSES = [1000, 2000, 5000, 10_000, 15_000, 30_000];

export function arrivalsIn(bucket: Bucket, prefix: string, administratorId: string): Arrivals {
  const today = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  const folder = (region: string) =>
    `${findingsFolder(prefix)}${administratorId}/GuardDuty/${region}/`;
  const list = (region: string) =>
    observe("s3:ListBucket", async () => {
      const keys = new Set<string>();
      let after = folder(region) + today;
      for (let more = true; more;) {
        const page = await bucket.list(folder(region), undefined, after);
        for (const { key } of page.objects) keys.add(key);
        more = page.more && page.objects.length > 0;
        after = page.objects.at(-1)?.key ?? after;
      }
      return keys;
    });
  return {
    keys: list,
    async next(region, before, since, end) {
      for (let listing = 0; ; listing++) {
        const { value: keys, finding } = await list(region);
        const key = keys && [...keys].find((one) => !before.has(one));
        if (key !== undefined) return { value: { key, after: Date.now() - since.getTime() } };
        const left = end - Date.now();
        if (left <= 0) return finding ? { finding } : { value: undefined };
        await wait(Math.min(left, PAUSES[Math.min(listing, PAUSES.length - 1)] ?? left));
      }
    },
  };
}
