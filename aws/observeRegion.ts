import { AWS_MESSAGES } from "../rules/awsMessages";
import type {
  ExpectedRegion,
  HealthFinding,
  ObservedDestination,
  ObservedRegion,
  Result,
} from "../rules/health/types";
import { error } from "../rules/health/types";
import type { DetectorReader } from "./guardDuty/detectors";
import type { Missing } from "./observe";
import { observe } from "./observe";

/** Observes what the health of a Region is judged by. Never rejects. */
export async function observeRegion(
  expected: Pick<ExpectedRegion, "detectorId" | "destinationId">,
  reader: DetectorReader,
): Promise<ObservedRegion> {
  const detectorId = await known(expected.detectorId, "guardduty:ListDetectors", () =>
    reader.listDetectors(),
  );
  if (detectorId.value === undefined) return { detector: detectorId, destination: detectorId };
  const id = detectorId.value;
  const [detector, destination] = await Promise.all([
    observe("guardduty:GetDetector", () => reader.getDetector(id), [DETECTOR_DELETED]),
    observeDestination(expected, id, reader),
  ]);
  return { detector, destination };
}

const DETECTOR_DELETED: Missing<HealthFinding> = {
  error: AWS_MESSAGES.detectorNotOwned,
  finding: error("detectorDeleted", {}),
};
const DESTINATION_DELETED: Missing<HealthFinding> = {
  error: AWS_MESSAGES.invalidParameters,
  finding: error("destinationDeleted", {}),
};

async function observeDestination(
  expected: Pick<ExpectedRegion, "destinationId">,
  detectorId: string,
  reader: DetectorReader,
): Promise<Result<ObservedDestination | undefined>> {
  const destinationId = await known(
    expected.destinationId,
    "guardduty:ListPublishingDestinations",
    () => reader.listDestinations(detectorId),
  );
  if (destinationId.value === undefined) return destinationId;
  const id = destinationId.value;
  return observe(
    "guardduty:DescribePublishingDestination",
    () => reader.describeDestination(detectorId, id),
    [DETECTOR_DELETED, DESTINATION_DELETED],
  );
}

/** The id that is expected, or else the first that there is. */
async function known(
  expected: string | undefined,
  action: string,
  list: () => Promise<string[]>,
): Promise<Result<undefined> | Result<string>> {
  if (expected !== undefined) return { value: expected };
  const listed = await observe(action, list, [DETECTOR_DELETED]);
  if (listed.finding !== undefined) return listed;
  const [first] = listed.value;
  return first === undefined ? { value: undefined } : { value: first };
}
