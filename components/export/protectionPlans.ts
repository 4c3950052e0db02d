import {
  DetectorFeature,
  MemberDetectorFeature,
  OrganizationConfigurationFeature,
} from "@pulumi/aws/guardduty";
import type * as pulumi from "@pulumi/pulumi";

import type { MemberSettings, OwnFeature } from "../../rules/args";
import { featuresIn } from "../../rules/args";
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
  return featuresIn(features, region).map(
    ({ name, status, additionalConfigurations }) =>
      new DetectorFeature(
        nameOf(name, region),
        { region, detectorId, name, status, additionalConfigurations },
        untouched(options, additionalConfigurations),
      ),
  );
}

/** AWS answers the configurations of a feature that were never given, and the provider replaces it on the difference. */
function untouched(
  options: pulumi.CustomResourceOptions,
  configurations: object[] | undefined,
): pulumi.CustomResourceOptions {
  if (configurations !== undefined) return options;
  return { ...options, ignoreChanges: ["additionalConfigurations"] };
}

/** The protection plans of the administrator's own detectors. */
export function createOwnFeatures(context: ExportContext, detectors: Detectors): void {
  const { plan, names } = context;
  for (const [region, detector] of detectors) {
    const options = accountOptions(context, "administrator", region);
    createFeatures(plan.settings.features, detector.id, region, names.feature, options);
  }
}

/** What members' protection plans were set by, by Region. */
export type MemberFeatures = Map<string, OrganizationConfigurationFeature[]>;

/**
 * The protection plans that members get, after the setting that enables them: the provider resends that with each.
 * AWS keeps them as they are when the resource is gone.
 */
export function createMemberFeatures(
  context: ExportContext,
  detectors: Detectors,
  membership: Map<string, pulumi.Resource | undefined>,
): MemberFeatures {
  const { plan, names } = context;
  return new Map(
    [...detectors].map(([region, detector]) => {
      const options = {
        ...after(accountOptions(context, "administrator", region), membership.get(region)),
        replacementTrigger: plan.settings.management?.accountId,
      };
      return [
        region,
        featuresIn(plan.settings.members.features, region).map(
          ({ name, autoEnable, additionalConfigurations }) =>
            new OrganizationConfigurationFeature(
              names.membersFeature(name, region),
              { region, detectorId: detector.id, name, autoEnable, additionalConfigurations },
              untouched(options, additionalConfigurations),
            ),
        ),
      ];
    }),
  );
}

/** The protection plans of one member, once it is a member. AWS keeps them as they are when the resource is gone. */
export function createMemberExceptions(
  { names }: ExportContext,
  { accountId, features }: MemberSettings,
  detectorId: pulumi.Input<string>,
  region: string,
  options: pulumi.CustomResourceOptions,
): void {
  for (const { name, status, additionalConfigurations } of featuresIn(features, region)) {
    new MemberDetectorFeature(
      names.memberFeature(accountId, name, region),
      { region, detectorId, accountId, name, status, additionalConfigurations },
      untouched(options, additionalConfigurations),
    );
  }
}
