import { AWS_MESSAGES } from "../rules/awsMessages";
import type {
  ExpectedRegion,
  HealthFinding,
  ObservedDestination,
  ObservedRegion,
  ObservedSuppression,
  Result,
} from "../rules/health/types";
import { SUPPRESSION_ACTIONS } from "../rules/health/permissions";
import { error } from "../rules/health/types";
import type { DetectorReader } from "./guardDuty/detectors";
import type { SuppressionReader } from "./guardDuty/suppression";
import type { Missing } from "./observe";
import { observe } from "./observe";

/** Observes what the health of a Region is judged by; without `filters` not what suppresses findings. Never rejects. */
export async function observeRegion(
  expected: Pick<ExpectedRegion, "detectorId" | "destinationId">,
  reader: DetectorReader,
  filters?: SuppressionReader,
): Promise<ObservedRegion> {
  const detectorId = await known(expected.detectorId, "guardduty:ListDetectors", () =>
    reader.listDetectors(),
  );
  if (detectorId.value === undefined) return { detector: detectorId, destination: detectorId };
  const id = detectorId.value;
  const [detector, destination, suppression] = await Promise.all([
    observe("guardduty:GetDetector", () => reader.getDetector(id), [DETECTOR_DELETED]),
    observeDestination(expected, id, reader),
    filters && observe(SUPPRESSION_ACTIONS, () => suppressionOf(filters, id), [DETECTOR_DELETED]),
  ]);
  return { detector, destination, ...(suppression && { suppression }) };
}

async function suppressionOf(
  reader: SuppressionReader,
  detectorId: string,
): Promise<ObservedSuppression> {
  const [filters, trustedLists] = await Promise.all([
    reader.archivingFilters(detectorId),
    reader.trustedLists(detectorId),
  ]);
  return { filters, trustedLists };
}

export const DETECTOR_DELETED: Missing<HealthFinding> = {
  error: AWS_MESSAGES.detectorNotOwned,
  finding: error("detectorDeleted", {}),
};
export const DESTINATION_DELETED: Missing<HealthFinding> = {
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
  const described = await describe(reader, detectorId, destinationId.value);
  if (described.finding?.id !== "destinationDeleted") return described;
  return (await madeAgain(reader, detectorId, destinationId.value)) ?? described;
}

function describe(
  reader: DetectorReader,
  detectorId: string,
  id: string,
): Promise<Result<ObservedDestination>> {
  return observe(
    "guardduty:DescribePublishingDestination",
    () => reader.describeDestination(detectorId, id),
    [DETECTOR_DELETED, DESTINATION_DELETED],
  );
}

/** The destination that the detector has instead of the one that is gone; undefined: none, or not known. */
async function madeAgain(
  reader: DetectorReader,
  detectorId: string,
  expectedId: string,
): Promise<Result<ObservedDestination> | undefined> {
  const listed = await observe("guardduty:ListPublishingDestinations", () =>
    reader.listDestinations(detectorId),
  );
  const other = listed.value?.find((id) => id !== expectedId);
  if (other === undefined) return undefined;
  const { value, finding } = await describe(reader, detectorId, other);
  return value === undefined ? { finding } : { value: { ...value, expectedId } };
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
