import { observe } from "../aws/observe";
import { openSettings } from "../aws/s3/settings";
import { knownArn, parseS3Arn } from "../rules/arn";
import { SETTINGS_ACTIONS, weakerSettings } from "../rules/bucketSettings";
import { bucketSettingFindings } from "../rules/health/bucketSettings";
import type { HealthSettings } from "../rules/health/environment";
import type { HealthFinding } from "../rules/health/types";
import { CALLS } from "./calls";

/** Judges the settings of the bucket as `status` does. Never rejects. */
export async function bucketHealth({
  bucketSettings,
  destinationArn,
  keyArn,
}: HealthSettings): Promise<HealthFinding[]> {
  if (bucketSettings === undefined) return [];
  const { bucket = "", key = "" } = parseS3Arn(destinationArn) ?? {};
  // Bucket and key are in one Region.
  const { all, close } = openSettings(knownArn(keyArn).region, bucket, CALLS);
  const read = await observe(SETTINGS_ACTIONS, all);
  close();
  if (read.finding !== undefined) return [read.finding];
  const declared = { ...bucketSettings, prefix: key.replace(/\/$/, "") };
  return bucketSettingFindings(weakerSettings(read.value, declared, keyArn), bucket, false);
}
