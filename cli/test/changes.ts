import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { ObservedRegion } from "../../rules/health";
import type { Result } from "../findings";

/** A call that changes nothing, and whose message is waited for. */
export interface MadeChange {
  region: string;
  observed: ObservedRegion;
  /** Undefined: there is no destination whose bucket owner GuardDuty verifies, which the call would set again. */
  call?: Result<{ requestId: string; at: number }>;
}

/**
 * Sets the expected bucket owner of each Region's destination to what it is: CloudTrail records the call, and nothing changes. GuardDuty
 * writes a test object, as it does on every update.
 */
export function makeChanges(
  cloud: Cloud,
  detectors: readonly { region: string; observed: ObservedRegion }[],
): Promise<MadeChange[]> {
  return atOnce(REGIONS_AT_ONCE, detectors, async ({ region, observed }): Promise<MadeChange> => {
    const detectorId = observed.detector.value?.id;
    const destination = observed.destination.value;
    const client = cloud.guardDuty("administrator", region).value;
    const owner = destination?.expectedBucketOwner;
    const destinationId = destination?.id;
    if (!client || detectorId === undefined || destinationId === undefined || !owner) {
      return { region, observed };
    }
    const call = await observe("guardduty:UpdatePublishingDestination", async () => {
      const at = Date.now();
      const requestId = await client.setExpectedBucketOwner(detectorId, destinationId, owner);
      return { requestId, at };
    });
    return { region, observed, call };
  });
}
