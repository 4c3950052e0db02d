import type { ArchivingFilter } from "../findingFilters";
import { archivesEverything, LATER, sameCriterion, severityLevels } from "../findingFilters";
import { KINDS } from "../lists/kinds";
import type { Verdict } from "./findings";
import { verdictOf } from "./findings";
import type {
  DeclaredList,
  ExpectedRegion,
  HealthFinding,
  ObservedDestination,
  ObservedDetector,
  ObservedList,
  ObservedRegion,
  ObservedSuppression,
  RegionProperty,
  RegionResource,
  Result,
} from "./types";
import { error, unchecked, warning } from "./types";

export interface RegionHealth {
  region: string;
  verdict: Verdict;
  /** Empty when healthy. */
  findings: HealthFinding[];
}

/** Judges a Region by what was observed of it. What was not checked is never healthy. `at` defaults to a time later than those of filters. */
export function judge(
  expected: ExpectedRegion,
  observed: ObservedRegion,
  at = LATER,
): RegionHealth {
  const { detector, destination, suppression, threatLists } = observed;
  const findings = distinct([
    ...ofResult(detector, error("detectorMissing", {}), (one) => ofDetector(expected, one)),
    ...ofResult(destination, error("destinationMissing", {}), (one) => [
      ...ofDestination(expected, one),
      ...ofReplaced(expected, one, detector.value?.id),
    ]),
    ...(suppression ? ofSuppression(expected, suppression, at, detector.value?.id) : []),
    ...(threatLists ? ofThreatLists(expected, threatLists, detector.value?.id) : []),
  ]);
  return { region: expected.region, verdict: verdictOf(findings), findings };
}

/** The same with what else was found. */
export function withFindings(
  { region, findings }: RegionHealth,
  others: readonly HealthFinding[],
): RegionHealth {
  const all = distinct([...findings, ...others]);
  return { region, verdict: verdictOf(all), findings: all };
}

function ofResult<T>(
  result: Result<T | undefined>,
  missing: HealthFinding,
  findings: (value: T) => HealthFinding[],
): HealthFinding[] {
  if (result.finding !== undefined) return [result.finding];
  return result.value === undefined ? [missing] : findings(result.value);
}

function ofDetector(expected: ExpectedRegion, detector: ObservedDetector): HealthFinding[] {
  return [
    ...ofStatus("detector", detector.status),
    ...ofValue(expected, detector, "findingPublishingFrequency"),
    ...Object.entries(expected.plans ?? {}).flatMap(([plan, wanted]) => {
      const value = detector.plans?.[plan] ?? "DISABLED";
      const managedBy = detector.managedBy?.[plan];
      const found = { plan, value, expected: wanted, ...(managedBy && { managedBy }) };
      return value === wanted ? [] : [error("planDiffers", found)];
    }),
  ];
}

function ofDestination(
  expected: ExpectedRegion,
  destination: ObservedDestination,
): HealthFinding[] {
  const [to, from] = [expected, destination].map((one) => ({
    ...one,
    destinationArn: one.destinationArn?.replace(/\/$/, ""),
  }));
  return [
    ...ofStatus("destination", destination.status, destination.failingSince),
    ...ofValue(to, from, "destinationArn"),
    ...ofValue(to, from, "kmsKeyArn"),
    ...ofOwner(expected, destination),
  ];
}

/** One that was made again outside exports as well; the stack does not know it. */
function ofReplaced(
  { region, detectorId: known = "" }: ExpectedRegion,
  { id: destinationId, expectedId: expected }: ObservedDestination,
  detectorId = known,
): HealthFinding[] {
  if (expected === undefined || destinationId === undefined) return [];
  const at = { detectorRegion: region, detectorId };
  return [warning("destinationReplaced", { ...at, destinationId, expected })];
}

/** Whether the configuration has a filter as it is. */
export function isDeclared(
  { name, criterion }: ArchivingFilter,
  declared: readonly ArchivingFilter[],
): boolean {
  return declared.some((one) => one.name === name && sameCriterion(one.criterion, criterion));
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html */
function ofSuppression(
  expected: ExpectedRegion,
  { value, finding }: Result<ObservedSuppression>,
  now: Date,
  detectorId = "",
): HealthFinding[] {
  if (finding !== undefined) return [finding];
  const { region, accountIds = [], filters: declared = [], lists: declaredLists = [] } = expected;
  const { filters, trustedLists } = value;
  const at = { detectorRegion: region, detectorId };
  const lists = [
    ...trustedLists
      .filter((one) => !declaredLists.some((list) => isSame(list, one)))
      .map(({ kind, listId, name, location }) =>
        warning("trustedListActive", { ...at, kind, listId, name, location }),
      ),
    ...missingLists(at, declaredLists, true, trustedLists),
    ...listOwnerFindings(expected, detectorId, trustedLists),
  ];
  if (archivesEverything(filters, { region, detectorId, accountIds, now })) {
    const names = filters.map(({ name }) => name);
    return [error("allFindingsSuppressed", { ...at, filters: names }), ...lists];
  }
  const others = filters.filter((one) => !isDeclared(one, declared));
  const partly = others.map(({ name, criterion }) =>
    warning("suppressionFilter", {
      ...{ ...at, filter: name, criterion, severities: severityLevels(criterion) },
    }),
  );
  const missing = declared
    .filter(({ name }) => !filters.some((one) => one.name === name))
    .map(({ name: filter }) => warning("declaredFilterMissing", { ...at, filter }));
  return [...partly, ...missing, ...lists];
}

function ofThreatLists(
  expected: ExpectedRegion,
  { value, finding }: Result<ObservedList[]>,
  detectorId = "",
): HealthFinding[] {
  if (finding !== undefined) return [finding];
  const { region: detectorRegion, lists = [] } = expected;
  return [
    ...missingLists({ detectorRegion, detectorId }, lists, false, value),
    ...listOwnerFindings(expected, detectorId, value),
  ];
}

/** Whether GuardDuty verifies who owns the buckets of the stack's files, among these lists. */
export function listOwnerFindings(
  { region: detectorRegion, accountId: expected, lists = [] }: ExpectedRegion,
  detectorId: string,
  active: readonly ObservedList[],
): HealthFinding[] {
  if (expected === undefined) return [];
  const own = lists.filter(({ isOwnFile }) => isOwnFile);
  return active
    .filter((one) => own.some((list) => isSame(list, one)))
    .flatMap(({ kind, listId, name: list, expectedBucketOwner: value }): HealthFinding[] => {
      const at = { detectorRegion, detectorId, kind, listId, list, expected };
      if (value === expected) return [];
      return value === undefined
        ? [warning("listBucketOwnerMissing", at)]
        : [warning("listBucketOwnerDiffers", { ...at, value })];
    });
}

const isSame = ({ kind, name, locationEnd }: DeclaredList, one: ObservedList): boolean =>
  one.kind === kind && one.name === name && one.location.endsWith(locationEnd);

function missingLists(
  at: { detectorRegion: string; detectorId: string },
  declared: readonly DeclaredList[],
  trusted: boolean,
  active: readonly ObservedList[],
): HealthFinding[] {
  return declared
    .filter((list) => KINDS[list.kind].trusted === trusted)
    .filter((list) => !active.some((one) => isSame(list, one)))
    .map(({ kind, name: list }) => warning("declaredListMissing", { ...at, kind, list }));
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html#guardduty-exportfindings-expected-bucket-owner */
function ofOwner(
  { bucketOwnerId: expected }: ExpectedRegion,
  { destinationArn, expectedBucketOwner: value }: ObservedDestination,
): HealthFinding[] {
  // An answer without a destination says nothing of its owner either.
  if (expected === undefined || destinationArn === undefined || value === expected) return [];
  if (value === undefined) return [error("expectedBucketOwnerMissing", { expected })];
  return [error("expectedBucketOwnerDiffers", { value, expected })];
}

/** The status that each has to have, and those that are known and wrong. Sources: API_GetDetector and API_DescribePublishingDestination. */
export const STATUSES: {
  [resource in RegionResource]: { healthy: string; unhealthy: readonly string[] };
} = {
  detector: { healthy: "ENABLED", unhealthy: ["DISABLED"] },
  destination: {
    healthy: "PUBLISHING",
    unhealthy: ["PENDING_VERIFICATION", "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY", "STOPPED"],
  },
};

function ofStatus(
  resource: RegionResource,
  status: string | undefined,
  since?: number,
): HealthFinding[] {
  if (status === undefined) return [unchecked("statusMissing", { resource })];
  const { healthy, unhealthy } = STATUSES[resource];
  if (status === healthy) return [];
  if (!unhealthy.includes(status)) return [unchecked("statusUnknown", { resource, status })];
  if (resource === "detector") return [error("detectorStatus", { status })];
  const failingSince = since === undefined ? undefined : new Date(since).toISOString();
  return [error("destinationStatus", { status, ...(failingSince && { failingSince }) })];
}

function ofValue(
  expected: { [property in RegionProperty]?: string } | undefined,
  observed: { [property in RegionProperty]?: string } | undefined,
  property: RegionProperty,
): HealthFinding[] {
  const [wanted, value] = [expected?.[property], observed?.[property]];
  if (wanted === undefined || value === wanted) return [];
  if (value === undefined) return [unchecked("valueMissing", { property })];
  return [error("valueDiffers", { property, value, expected: wanted })];
}

/** Detector and destination may fail for one reason: then the identity needs the actions of both. */
function distinct(findings: HealthFinding[]): HealthFinding[] {
  const byCause = new Map<string, HealthFinding>();
  for (const finding of findings) {
    const cause = JSON.stringify({ ...finding, actions: undefined });
    const known = byCause.get(cause);
    if (known?.id === "callFailed" && finding.id === "callFailed") {
      const actions = [...new Set([...known.actions, ...finding.actions])];
      byCause.set(cause, { ...known, actions });
    } else {
      byCause.set(cause, finding);
    }
  }
  return [...byCause.values()];
}
