import { Detector } from "@pulumi/aws/guardduty";
import type * as pulumi from "@pulumi/pulumi";

import type { ExistingDetectorSettings } from "../../rules/args";
import type { AccountRole, ProviderPlan } from "../../rules/plan";
import type { ExportContext } from "./context";
import { accountOptions } from "./context";
import { imported } from "./imports";
import { destinationFinder, refuseUndeclaredDetectors } from "./undeclared";

/** The detectors by Region. */
export type Detectors = Map<string, Detector>;

/** The detector of each Region: an account has one in a Region at most. */
export function createDetectors(context: ExportContext): Detectors {
  const { plan, tags, component, name, provider } = context;
  const find = destinationFinder(context);
  const hooks = refuseUndeclaredDetectors(component, name, "administrator", provider, find);
  return new Map(
    plan.regions.map(({ name: region, detectorName }) => [
      region,
      new Detector(
        detectorName,
        {
          region,
          enable: true,
          findingPublishingFrequency: plan.settings.findingPublishingFrequency,
          tags,
        },
        {
          ...accountOptions(context, "administrator", region),
          ...adoption(context, region, hooks),
        },
      ),
    ]),
  );
}

function adoption(
  { plan }: ExportContext,
  region: string,
  hooks: pulumi.ResourceHookBinding,
): pulumi.CustomResourceOptions {
  const existing = plan.settings.existing[region];
  if (existing === undefined) return { retainOnDelete: plan.retainDetectors, hooks };
  return importedDetector(existing, "administrator", region, plan.providers);
}

/** A detector that was there before keeps its tags, and stays when the stack goes; whether it is enabled is left as it is, unless said. */
export function importedDetector(
  { detectorId, enable }: ExistingDetectorSettings,
  account: AccountRole,
  region: string,
  providers: ProviderPlan[],
): pulumi.CustomResourceOptions {
  return {
    ...imported(detectorId, account, region, providers),
    ignoreChanges: enable ? ["tags"] : ["tags", "enable"],
  };
}
