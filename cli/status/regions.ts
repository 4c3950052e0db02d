import type { ExportSettings } from "../../rules/args";
import { statusesIn } from "../../rules/args";
import type {
  DetectionRule,
  HealthFinding,
  MissingMember,
  ObservedDestination,
  ObservedDetector,
  Verdict,
} from "../../rules/health";
import type { ArchivingFilter } from "../../rules/findingFilters";
import { FilterAction } from "../../rules/filters";
import { listedFirst } from "../../rules/grouped";
import * as rules from "../../rules/health";
import {
  archivedFindings,
  expectedMembers,
  expectedOrganization,
  expectedPlans,
  exportedFindingsFindings,
  isDeclared,
  judge,
  managementFindings,
  memberFindings,
  memberPlanFindings,
  missingMembers,
  verdictOf,
} from "../../rules/health";
import { propertyPath } from "../../rules/problems";
import type { DetectorLocation } from "../../rules/texts/awsCommands";
import type { LiveStack } from "../config/liveStack";
import type { Finding } from "../findings";
import { error, notChecked, unchecked } from "../findings";
import type { NewestFinding } from "./newestFindings";
import type { Observation, RegionObservation } from "./observe";

/** A Region's health, and what was observed of it; what is undefined was not observed, or not asked for. */
export interface RegionStatus {
  region: string;
  verdict: Verdict;
  findings: Finding[];
  detector?: ObservedDetector;
  destination?: ObservedDestination;
  /** Null: none of the last 90 days, where it was searched for. */
  newestFinding?: Date | null;
  /** Null: no account. */
  delegatedTo?: string | null;
  autoEnable?: string;
  /** Of the organization, or of the members that the config names. */
  membersNotEnabled?: { count: number; first: MissingMember[] };
  filters?: FilterStatus[];
  /** Custom detection rules of the administrator; undefined: not checked, or there is no detector. */
  detectionRules?: DetectionRule[];
}

/** A filter that archives findings. */
export interface FilterStatus extends ArchivingFilter {
  /** Whether the configuration has it as it is. */
  declared: boolean;
  /** How many findings of the last 30 days; undefined: not checked. */
  archived?: number | undefined;
}

/** Judges a Region by all that was observed of it. `maxAge`, in milliseconds, is what its newest finding may have. */
export function judgeRegion(
  { settings, filters: declared, lists }: Pick<LiveStack, "settings" | "filters" | "lists">,
  observation: Observation,
  one: RegionObservation,
  maxAge: number | undefined,
): RegionStatus {
  const { region, observed, newest, delegation, organization, listed, memberPlans } = one;
  const { archived } = one;
  // Where the config asks for no members, that they are not read is said once for all Regions.
  const members = one.members ?? (listed?.value && listed);
  const { findingPublishingFrequency } = settings;
  const { bucketOwnerId, target } = observation;
  const { administratorId } = observation;
  const enabled = members?.value?.filter(({ status }) => status === "Enabled") ?? [];
  const accountIds = [administratorId, ...enabled.map(({ accountId }) => accountId)];
  const filters = declared.filter(
    ({ action, regions }) => action === FilterAction.Archive && regions.includes(region),
  );
  const plans = statusesIn(settings.features, region);
  const known = {
    region,
    findingPublishingFrequency,
    bucketOwnerId,
    accountIds,
    filters,
    plans,
    lists: lists[region],
    accountId: administratorId,
  };
  const expected = { ...known, ...target.expected };
  const detectorId = observed.detector.value?.id ?? "";
  const at = { detectorRegion: region, detectorId };
  const missing = members && notEnabled(settings, observation, at, members);
  const findings: Finding[] = [
    ...judge(expected, observed, observation.at).findings.map((finding) =>
      ofAdopted(settings, region, finding),
    ),
    ...(newest.finding
      ? [notChecked("newestFinding", newest.finding)]
      : [
          ...ageFindings(newest.value, observation.at, maxAge),
          ...exportedFindingsFindings(newest.value, newest.value.notExported, observation.at),
        ]),
    ...(one.due?.finding ? [notChecked("exportedFindings", one.due.finding)] : []),
    ...(delegation ? delegationFindings(observation.administratorId, delegation) : []),
    ...(organization ? organizationFindings(settings, region, organization) : []),
    ...(one.managed ? managedFindings(region, one.managed) : []),
    ...(missing?.findings ?? []),
    ...(archived?.finding ? [notChecked("archivedFindings", archived.finding)] : []),
    ...(archived?.value ? archivedFindings(region, detectorId, archived.value) : []),
    ...(memberPlans ? planFindings(settings, at, observed.detector.value, memberPlans) : []),
  ];
  return {
    region,
    verdict: verdictOf(findings),
    findings,
    detector: observed.detector.value,
    destination: observed.destination.value,
    newestFinding: newest.finding ? undefined : (newest.value.written ?? null),
    delegatedTo: !delegation || delegation.finding ? undefined : (delegation.value ?? null),
    autoEnable: organization?.value?.autoEnable,
    membersNotEnabled: missing?.members,
    detectionRules: one.detectionRules?.value,
    filters: observed.suppression?.value?.filters.map((filter) => ({
      ...filter,
      declared: isDeclared(filter, filters),
      archived: archived?.value?.byFilter[filter.name],
    })),
  };
}

/** What a stack adopts it does not create again, and a detector it enables only if the config says so. */
function ofAdopted(
  settings: ExportSettings,
  region: string,
  finding: HealthFinding,
): HealthFinding {
  const adopted = settings.existing[region];
  const existing = propertyPath(["existing", region]);
  if (adopted === undefined) return finding;
  if (finding.id === "detectorDeleted") return { ...finding, existing };
  if (finding.id === "detectorStatus" && !adopted.enable) return { ...finding, existing };
  return (finding.id === "destinationDeleted" || finding.id === "destinationReplaced") &&
    adopted.destinationId !== undefined
    ? { ...finding, existing: `${existing}.destinationId` }
    : finding;
}

/** Without an age nothing is asked of it: a Region may be quiet. */
function ageFindings(
  { written, everywhere }: NewestFinding,
  at: Date,
  maxAge: number | undefined,
): Finding[] {
  if (maxAge === undefined) return [];
  const age = written && at.getTime() - written.getTime();
  if (age !== undefined && age <= maxAge) return [];
  const make = everywhere ? error : unchecked;
  return [make("newestFindingTooOld", { age, maxAge, everywhere })];
}

function delegationFindings(
  expected: string,
  { value: administratorId, finding }: NonNullable<RegionObservation["delegation"]>,
): Finding[] {
  if (finding) return [notChecked("delegation", finding)];
  return administratorId === expected
    ? []
    : [error("delegationDiffers", { administratorId, expected })];
}

function organizationFindings(
  { members }: ExportSettings,
  region: string,
  { value, finding }: NonNullable<RegionObservation["organization"]>,
): Finding[] {
  if (finding) return [notChecked("autoEnable", finding)];
  return rules.organizationFindings(expectedOrganization(members, region), value);
}

function managedFindings(
  region: string,
  { value, finding }: NonNullable<RegionObservation["managed"]>,
): Finding[] {
  return finding ? [notChecked("effectivePolicy", finding)] : managementFindings(region, value);
}

interface NotEnabled {
  /** Undefined: not known. */
  members?: { count: number; first: MissingMember[] };
  findings: Finding[];
}

/** The accounts that have to be members and are not: with ALL every one of the organization, and those of the config; and others that were removed. */
function notEnabled(
  settings: ExportSettings,
  { accounts, administratorId, policyTypes }: Observation,
  at: DetectorLocation,
  { value: members, finding }: NonNullable<RegionObservation["members"]>,
): NotEnabled {
  if (finding) return { findings: [notChecked("members", finding)] };
  const expected = expectedMembers(settings.members, {
    accounts: accounts?.value ?? [],
    policyTypes: policyTypes?.value ?? [],
    administratorId,
  });
  const findings = memberFindings(at, expected, members);
  // Those that the config names are known all the same.
  if (accounts?.finding) {
    return { findings: [notChecked("organizationAccounts", accounts.finding), ...findings] };
  }
  return { members: listedFirst(missingMembers(expected, members)), findings };
}

/** Protection plans of members: those that the config asks for all of them, and those that the administrator's detector has. */
function planFindings(
  { members }: ExportSettings,
  at: DetectorLocation,
  own: ObservedDetector | undefined,
  { value, finding }: NonNullable<RegionObservation["memberPlans"]>,
): Finding[] {
  if (finding) return [notChecked("memberPlans", finding)];
  return memberPlanFindings(at, own?.plans, value, expectedPlans(members, at.detectorRegion));
}
