import { Detector } from "@pulumi/aws/guardduty";

import type { ExportContext } from "./context";
import { regionOptions } from "./context";

/** The detectors by Region. */
export type Detectors = Map<string, Detector>;

/** The detector of each Region: an account has one in a Region at most. */
export function createDetectors(context: ExportContext): Detectors {
  const { plan, tags } = context;
  return new Map(
    plan.regions.map(({ name: region, detectorName }) => [
      region,
      new Detector(
        detectorName,
        {
          region,
          enable: true,
          findingPublishingFrequency: plan.settings.frequency,
          tags,
        },
        regionOptions(context, region),
      ),
    ]),
  );
}
