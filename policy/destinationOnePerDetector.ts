import type { PolicyResource } from "@pulumi/policy";

import { destinationsIn } from "./findings";
import { madeFrom, valueOf } from "./references";
import { stackPolicy } from "./stackPolicy";

const DETECTOR = "aws:guardduty/detector:Detector";

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
      const detector = detectorOf(resource);
      const other = first.get(detector);
      if (other === undefined) {
        first.set(detector, resource.name);
        return [];
      }
      return [{ resource, message: `detector ${detector} has the destination ${other} already.` }];
    });
  },
});

/** By its id or, while that is not known, by the resource that the destination is made from. */
function detectorOf(destination: PolicyResource): string {
  const id = valueOf(() => `${destination.props["detectorId"]}`);
  const detector = madeFrom(destination, "detectorId").find(({ type }) => type === DETECTOR);
  if (id.unknown && detector === undefined) throw id.unknown;
  return `${id.known ?? detector?.name} in ${destination.props["region"]}`;
}
