import { knownArn } from "../rules/arn";
import { breachText } from "../rules/problems/texts/breaches";
import { regionBreaches } from "../rules/regions";
import { bucketOf, destinationsIn } from "./findings";
import { stackPolicy } from "./stackPolicy";

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
      const { region, kmsKeyArn } = resource.props as { region: string; kmsKeyArn: string };
      const home = knownArn(kmsKeyArn).region;
      const bucketRegion = bucketOf(resource, resources)?.props["region"] as string | undefined;
      const apart = bucketRegion !== undefined && bucketRegion !== home;
      return [
        ...regionBreaches([region], home).map((breach) => `${breachText(breach)}.`),
        ...(apart ? [`the bucket is in ${bucketRegion} and the key in ${home}.`] : []),
      ].map((message) => ({ resource, message }));
    }),
});
