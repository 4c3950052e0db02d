import { Detector } from "@pulumi/aws/guardduty";
import type * as pulumi from "@pulumi/pulumi";

import { importId } from "../rules/plan";
import type { ExportContext } from "./context";
import { accountOptions } from "./context";

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
        {
          ...accountOptions(context, "administrator", region),
          ...adoption(context, region),
        },
      ),
    ]),
  );
}

/** A detector that was there before stays when the stack goes. */
function adoption({ plan }: ExportContext, region: string): pulumi.CustomResourceOptions {
  const adopted = plan.settings.overrides[region];
  if (adopted === undefined) return { retainOnDelete: plan.retainDetectors };
  const id = importId(adopted.detectorId, "administrator", region, plan.providers);
  return { import: id, retainOnDelete: true };
}
