import { setTimeout as wait } from "node:timers/promises";

import { atOnce } from "../../aws/atOnce";
import { observeRegion } from "../../aws/observeRegion";
import type { ObservedRegion } from "../../rules/health";
import { findingsFolder } from "../../rules/policies";
import type { Bucket } from "../../aws/s3";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { Seen } from "../../aws/refused";
import { asked } from "../../aws/refused";
import { unseen } from "../status/unseen";

/** A finding that GuardDuty makes samples of in every Region. Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-ec2.html */
const SAMPLE = "Recon:EC2/PortProbeUnprotectedPort";

/** An object that came after the sample was made. */
export interface Arrival {
  key: string;
  /** Since the sample was made, in milliseconds. */
  after: number;
}

/** What became of the sample of one Region; neither arrival nor fault: it had not come by the deadline. */
export interface Sample {
  region: string;
  observed: ObservedRegion;
  made: Seen<Date>;
  arrival?: Seen<Arrival | undefined>;
}

export interface Waiting {
  /** How long is waited, in milliseconds. */
  deadline: number;
  progress: (text: string) => void;
}

export function lookAtDetectors(
  cloud: Cloud,
  regions: readonly string[],
): Promise<{ region: string; observed: ObservedRegion }[]> {
  return atOnce(REGIONS_AT_ONCE, regions, async (region) => ({
    region,
    observed: await observeRegion({}, guardDutyOf(cloud, region)),
  }));
}

/** Makes a sample finding in each Region, and waits until an object of each has come. */
export async function takeSamples(
  cloud: Cloud,
  seen: readonly { region: string; observed: ObservedRegion }[],
  arrivals: Arrivals,
  { deadline, progress }: Waiting,
): Promise<Sample[]> {
  let waiting = seen.length;
  const end = Date.now() + deadline;
  const tell = () =>
    progress(`waiting for ${waiting} of ${seen.length} Regions, until ${clockTime(end)}`);
  tell();
  return atOnce(REGIONS_AT_ONCE, seen, async ({ region, observed }): Promise<Sample> => {
    const before = await arrivals.keys(region);
    const detectorId = observed.detector.answer?.id;
    const made = await asked("guardduty:CreateSampleFindings", async () => {
      if (detectorId === undefined) throw new Error("there is no detector to make a sample");
      await guardDutyOf(cloud, region).createSample(detectorId, SAMPLE);
      return new Date();
    });
    if (made.seen === undefined || before.fault) {
      tell();
      waiting--;
      return { region, observed, made, arrival: before.fault && { fault: before.fault } };
    }
    const arrival = await arrivals.next(region, before.seen, made.seen, end);
    waiting--;
    tell();
    return { region, observed, made, arrival };
  });
}

function guardDutyOf(cloud: Cloud, region: string) {
  const { seen } = cloud.guardDuty("administrator", region);
  if (seen === undefined) throw new Error("the administrator's account is open");
  return seen;
}

function clockTime(time: number): string {
  return new Date(time).toTimeString().slice(0, 8);
}

/** The objects of today's and later findings of the administrator's account. */
export interface Arrivals {
  keys(region: string): Promise<Seen<Set<string>>>;
  /** The first object that was not there before; undefined: none until `end`. */
  next(
    region: string,
    before: Set<string>,
    since: Date,
    end: number,
  ): Promise<Seen<Arrival | undefined>>;
}

/** Pauses between two looks, in milliseconds; the last one again and again. */
const PAUSES = [1000, 2000, 5000, 10_000, 15_000, 30_000];

export function arrivalsIn(bucket: Bucket, prefix: string, administratorId: string): Arrivals {
  const today = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  const folder = (region: string) =>
    `${findingsFolder(prefix)}${administratorId}/GuardDuty/${region}/`;
  const list = (region: string) =>
    asked("s3:ListBucket", async () => {
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
      for (let look = 0; ; look++) {
        const { seen, fault } = await list(region);
        const key = seen && [...seen].find((one) => !before.has(one));
        if (key !== undefined) return { seen: { key, after: Date.now() - since.getTime() } };
        const left = end - Date.now();
        if (left <= 0) return fault ? { fault: unseen("the bucket", fault) } : { seen: undefined };
        await wait(Math.min(left, PAUSES[Math.min(look, PAUSES.length - 1)] ?? left));
      }
    },
  };
}
