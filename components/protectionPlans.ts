import { DetectorFeature, OrganizationConfigurationFeature } from "@pulumi/aws/guardduty";
import type * as pulumi from "@pulumi/pulumi";

import type { OwnFeature } from "../rules/args";
import type { ExportContext } from "./context";
import { accountOptions, after } from "./context";
import type { Detectors } from "./detectors";

/** Sets the protection plans of a detector. AWS keeps them as they are when the resource is gone. */
export function createFeatures(
  features: OwnFeature[],
  detectorId: pulumi.Input<string>,
  region: string,
  nameOf: (feature: string, region: string) => string,
  options: pulumi.CustomResourceOptions,
): DetectorFeature[] {
  return features.map(
    ({ name, status, additionalConfigurations }) =>
      new DetectorFeature(
        nameOf(name, region),
        { region, detectorId, name, status, additionalConfigurations },
        options,
      ),
  );
}

/** The protection plans of the administrator's own detectors. */
export function createOwnFeatures(context: ExportContext, detectors: Detectors): void {
  const { plan, names } = context;
  for (const [region, detector] of detectors) {
    const options = accountOptions(context, "administrator", region);
    createFeatures(plan.settings.features, detector.id, region, names.feature, options);
  }
}

/** The protection plans that members get, after the setting that enables them. */
export function createMemberFeatures(
  context: ExportContext,
  detectors: Detectors,
  membership: Map<string, pulumi.Resource | undefined>,
): void {
  const { plan, names } = context;
  for (const [region, detector] of detectors) {
    const options = after(accountOptions(context, "administrator", region), membership.get(region));
    for (const { name, autoEnable, additionalConfigurations } of plan.settings.members.features) {
      new OrganizationConfigurationFeature(
        names.membersFeature(name, region),
        { region, detectorId: detector.id, name, autoEnable, additionalConfigurations },
        options,
      );
    }
  }
}
