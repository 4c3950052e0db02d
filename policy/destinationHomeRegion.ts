import type { PolicyResource } from "@pulumi/policy";

import { knownArn } from "../rules/arn";
import { breachText } from "../rules/problems/texts/breaches";
import { regionBreaches } from "../rules/regions";
import { bucketOf, destinationsIn, keyOf } from "./findings";
import { valueOf } from "./references";
import { stackPolicy } from "./stackPolicy";
import type { Resources } from "./types";

export const destinationHomeRegion = stackPolicy({
  name: "guardduty-destination-home-region",
  description:
    "Bucket and key are in one Region, and GuardDuty exports from the detector's Region to it: an opt-in Region takes its own findings alone.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Move bucket and key to one default-enabled Region of the detector's partition.",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  check: (resources) =>
    destinationsIn(resources).flatMap((resource) => {
      const region = resource.props["region"] as string;
      const home = keyRegion(resource, resources);
      const bucketRegion = bucketOf(resource, resources)?.props["region"] as string | undefined;
      const apart = bucketRegion !== undefined && bucketRegion !== home;
      return [
        ...regionBreaches([region], home).map((breach) => `${breachText(breach)}.`),
        ...(apart ? [`the bucket is in ${bucketRegion} and the key in ${home}.`] : []),
      ].map((message) => ({ resource, message }));
    }),
});

/** By the key's ARN or, while that is not known, by the key that the destination is made from. */
function keyRegion(destination: PolicyResource, resources: Resources): string {
  const arn = valueOf(() => destination.props["kmsKeyArn"] as string);
  if (arn.known !== undefined) return knownArn(arn.known).region;
  const key = keyOf(destination, resources);
  if (key === undefined) throw arn.unknown;
  return key.props["region"] as string;
}
