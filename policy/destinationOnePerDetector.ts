import { destinationsIn } from "./findings";
import { stackPolicy } from "./stackPolicy";

export const destinationOnePerDetector = stackPolicy({
  name: "guardduty-destination-one-per-detector",
  description: "A detector has one publishing destination: GuardDuty refuses a second.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Remove the other destination, or change the destination that is there.",
  source:
    "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreatePublishingDestination.html",
  check(resources) {
    const first = new Map<string, string>();
    return destinationsIn(resources).flatMap((resource) => {
      const { detectorId, region } = resource.props;
      const detector = `${detectorId} in ${region}`;
      const other = first.get(detector);
      if (other === undefined) {
        first.set(detector, resource.name);
        return [];
      }
      return [{ resource, message: `detector ${detector} has the destination ${other} already.` }];
    });
  },
});
