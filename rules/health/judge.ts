import { faultOfRefusal } from "./refusals";
import type { Statuses } from "./statuses";
import { DESTINATION_STATUSES, DETECTOR_STATUSES } from "./statuses";
import type { Answer, ExpectedRegion, Fault, ObservedRegion, RegionHealth } from "./types";
import type { SeenDestination, SeenDetector, Verdict } from "./types";

/** Judges a Region by what was seen of it. What was not seen is never healthy. */
export function judge(expected: ExpectedRegion, observed: ObservedRegion): RegionHealth {
  const faults = distinct([
    ...faultsOf(observed.detector, NO_DETECTOR, (seen) => detectorFaults(expected, seen)),
    ...faultsOf(observed.destination, NO_DESTINATION, (seen) => destinationFaults(expected, seen)),
  ]);
  return { region: expected.region, verdict: verdictOf(faults), faults };
}

/** What all that is wrong comes to. */
export function verdictOf(faults: readonly Fault[]): Verdict {
  if (faults.some(({ seen }) => seen)) return "unhealthy";
  return faults.length > 0 ? "notChecked" : "healthy";
}

const NO_DETECTOR: Fault = {
  seen: true,
  reason: "the account has no detector in the Region",
  nextStep: "Run pulumi refresh and then pulumi up: the stack makes it again",
};

const NO_DESTINATION: Fault = {
  seen: true,
  reason: "the Region has no publishing destination",
  nextStep:
    "Run pulumi refresh and then pulumi up: the stack makes it, or says what keeps it from that",
};

const UPDATE =
  "See who changed it (CloudTrail), and run pulumi refresh and then pulumi up, which set it again";

function faultsOf<T>(
  { answer, refusal }: Answer<T | undefined>,
  none: Fault,
  faults: (answer: T) => Fault[],
): Fault[] {
  if (refusal !== undefined) return [faultOfRefusal(refusal)];
  return answer === undefined ? [none] : faults(answer);
}

function detectorFaults(
  { findingPublishingFrequency }: ExpectedRegion,
  seen: SeenDetector,
): Fault[] {
  return [
    ...statusFaults("detector", DETECTOR_STATUSES, seen.status),
    ...(findingPublishingFrequency === undefined
      ? []
      : valueFaults(
          "finding publishing frequency",
          findingPublishingFrequency,
          seen.findingPublishingFrequency,
        )),
  ];
}

function destinationFaults(expected: ExpectedRegion, seen: SeenDestination): Fault[] {
  const { destinationArn, kmsKeyArn } = expected;
  return [
    ...statusFaults("publishing destination", DESTINATION_STATUSES, seen.status, seen.failingSince),
    ...valueFaults(
      "bucket and prefix",
      withoutSlash(destinationArn),
      seen.destinationArn && withoutSlash(seen.destinationArn),
    ),
    ...valueFaults("key", kmsKeyArn, seen.kmsKeyArn),
  ];
}

function statusFaults(
  what: string,
  statuses: Statuses,
  status: string | undefined,
  since?: number,
): Fault[] {
  if (status === undefined) return [untold(`${what}'s status`)];
  if (!Object.hasOwn(statuses, status)) {
    const reason = `the status of the ${what} is ${status}, which this version does not know`;
    return [{ seen: false, reason, nextStep: "See AWS's documentation, and use a newer version" }];
  }
  const explained = statuses[status];
  if (explained === undefined) return [];
  const time = since ? `, since ${new Date(since).toISOString()}` : "";
  return [
    { seen: true, reason: `${explained.reason} (${status}${time})`, nextStep: explained.nextStep },
  ];
}

function valueFaults(what: string, wanted: string, found: string | undefined): Fault[] {
  if (found === undefined) return [untold(what)];
  if (found === wanted) return [];
  return [{ seen: true, reason: `the ${what} is ${found}, not ${wanted}`, nextStep: UPDATE }];
}

function untold(what: string): Fault {
  const reason = `GuardDuty's answer does not tell the ${what}`;
  return { seen: false, reason, nextStep: "Ask again" };
}

function withoutSlash(arn: string): string {
  return arn.replace(/\/$/, "");
}

/** Detector and destination may fail for one reason. */
function distinct(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [fault.reason, fault])).values()];
}
