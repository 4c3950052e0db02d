import type { ProtectedBucket, ProtectedBucketSettings } from "../malware";
import type { ExportPlan } from "../plan/exportPlan";
import { malwareArgs } from "./malware";
import type { AddOnsPlan } from "./plan";
import type { Args } from "./types";

/** A bucket that is scanned, with the logical name of the role that scans it. */
export interface PlannedBucket {
  settings: ProtectedBucketSettings;
  protectedBucket: ProtectedBucket;
  role: string;
  /** Whether it is that of the export. */
  ofExport: boolean;
}

/** Of the add-on's arguments, without secrets. */
export function protectedBuckets(
  { home, shown: { bucketName, keyArn } }: ExportPlan,
  args: unknown,
  { malwareProtection }: AddOnsPlan,
  owners: { administrator: string; bucketOwner: string },
): PlannedBucket[] {
  if (malwareProtection === undefined) return [];
  const { account, plan } = malwareProtection;
  const own = { bucketName, keyArn, region: home.name };
  const { buckets } = malwareArgs(args as Args, own);
  const accountId = account === "administrator" ? owners.administrator : owners.bucketOwner;
  return plan.buckets.map(({ bucket: settings, role }, index) => {
    const given = buckets[index] as { bucketName: string; keyArn?: string };
    const { region, prefixes, tagging } = settings;
    const protectedBucket = {
      location: { partition: home.partition, region, accountId },
      ...{ bucketName: given.bucketName, keyArn: given.keyArn, prefixes, tagging },
    };
    return { settings, protectedBucket, role, ofExport: given.bucketName === bucketName };
  });
}
