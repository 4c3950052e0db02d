import { bucketArn, parseS3Arn } from "../../rules/arn";
import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import { observeRegion } from "../../aws/observeRegion";
import type { LiveStack } from "../config/liveStack";
import type { LocatedFinding } from "../findings";
import { error, notChecked } from "../findings";

/** A bucket and a key, by name and ARN. */
export interface Evidence {
  bucket?: string;
  key?: string;
}

/** Destinations that could no longer write without the statements, and Regions that could not be checked. */
export async function stillUsing(
  { settings, plan }: LiveStack,
  cloud: Cloud,
  { bucket, key }: Evidence,
): Promise<LocatedFinding[]> {
  if (!bucket && !key) return [];
  const found = await atOnce(REGIONS_AT_ONCE, settings.regions, async (region) => {
    const { value: guardDuty, finding } = cloud.guardDuty("administrator", region);
    if (guardDuty === undefined) return [{ ...finding, region }];
    const { destination } = await observeRegion({}, guardDuty);
    // A destination or detector that does not exist uses nothing.
    if (destination.finding?.confirmed === false) {
      return [{ ...notChecked("destinations", destination.finding), region }];
    }
    const { destinationArn = "", kmsKeyArn } = destination.value ?? {};
    const ownArn = bucket && bucketArn(plan.home.partition, bucket);
    const used = [
      ...(ownArn && parseS3Arn(destinationArn)?.bucket === bucket ? [ownArn] : []),
      ...(key && kmsKeyArn === key ? [key] : []),
    ];
    return used.length === 0 ? [] : [{ ...error("destinationInUse", { uses: used }), region }];
  });
  return found.flat();
}
