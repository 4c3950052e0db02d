import { adoptionProblems, adoptionWarnings } from "../../rules/adoption";
import type { ExistingDetectorSettings } from "../../rules/args";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import {
  detectorProblems,
  markerProblems,
  unreadBucketProblem,
  unreadKeyProblem,
} from "../../rules/preflight";
import type { Check } from "../shared/checks";
import type { DetectorReads, ExportReads } from "./reads";

/** Checks of what is said to exist already, its policies aside. */
export function adoptionChecks(plan: ExportPlan, reads: ExportReads): Check[] {
  const { existing } = plan.settings;
  return [
    ...bucketCheck(plan, reads),
    ...keyCheck(plan, reads),
    ...markerCheck(plan, reads),
    ...detectorChecks("administrator", existing, reads),
  ];
}

function bucketCheck({ settings, home }: ExportPlan, reads: ExportReads): Check[] {
  const bucket = settings.bucket.existing?.name;
  if (bucket === undefined) return [];
  return [
    {
      subject: { check: "existing", of: "bucket" },
      unanswered: (message) => unreadBucketProblem(bucket, home.name, message),
      async run() {
        const found = { name: bucket, region: await reads.bucketRegion(bucket) };
        return adoptionProblems({ bucket: found, ...regionsOf(settings) });
      },
    },
  ];
}

function keyCheck({ settings, home }: ExportPlan, reads: ExportReads): Check[] {
  const arn = settings.key.existing?.arn;
  if (arn === undefined) return [];
  return [
    {
      subject: { check: "existing", of: "key" },
      unanswered: (message) => unreadKeyProblem(arn, home.name, message),
      async run() {
        const adoption = { key: await reads.key(arn), ...regionsOf(settings) };
        return [...adoptionProblems(adoption), ...adoptionWarnings(adoption)];
      },
    },
  ];
}

/** The marker of the prefix is put as an empty object: one with content would be lost. */
function markerCheck({ settings }: ExportPlan, reads: ExportReads): Check[] {
  const { existing, prefix } = settings.bucket;
  if (existing === undefined || prefix === "") return [];
  const [bucket, key] = [existing.name, `${prefix}/`];
  return [
    {
      subject: { check: "marker", bucket, key },
      async run() {
        const bytes = await reads.objectBytes(bucket, key);
        return bytes === undefined ? [] : markerProblems(bucket, prefix, bytes);
      },
    },
  ];
}

/** Checks that existing detectors are the account's own, and whether they are suspended. */
export function detectorChecks(
  account: AccountRole,
  existing: { [region: string]: ExistingDetectorSettings },
  reads: DetectorReads,
): Check[] {
  return Object.entries(existing).map(([region, settings]) => ({
    subject: { check: "detector", region, detectorId: settings.detectorId },
    run: async () => detectorProblems(region, settings, await reads.detector(account, region)),
  }));
}

function regionsOf({ regions, homeRegion }: ExportPlan["settings"]) {
  return { regions, homeRegion };
}
