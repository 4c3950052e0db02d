import { detectorArn } from "../../rules/arn";
import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { LiveStack } from "../config/liveStack";

/** ARNs of the account's detectors in the Regions of the export, as far as they can be listed: statements that name them are its own. */
export async function detectorArns(
  { settings }: LiveStack,
  cloud: Cloud,
  accountId: string,
): Promise<string[]> {
  const found = await atOnce(REGIONS_AT_ONCE, settings.regions, async (region) => {
    const { value: guardDuty } = cloud.guardDuty("administrator", region);
    if (guardDuty === undefined) return [];
    const { value = [] } = await observe("guardduty:ListDetectors", () =>
      guardDuty.listDetectors(),
    );
    return value.map((detectorId) => detectorArn({ region, accountId, detectorId }));
  });
  return found.flat();
}
