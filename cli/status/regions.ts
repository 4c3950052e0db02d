import type { Member } from "../../aws/guardDuty";
import type { OrganizationAccount } from "../../aws/organization";
import type { ExportSettings } from "../../rules/args";
import { featuresIn } from "../../rules/args";
import type {
  HealthFinding,
  ObservedDestination,
  ObservedDetector,
  Verdict,
} from "../../rules/health";
import { FilterAction } from "../../rules/filters";
import { judge, verdictOf } from "../../rules/health";
import { propertyPath } from "../../rules/problems";
import type { LiveStack } from "../config/liveStack";
import type { Finding, MissingMember } from "../findings";
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
}

/** How many of many are listed. */
const FIRST = 10;

/** Judges a Region by all that was observed of it. `maxAge`, in milliseconds, is what its newest finding may have. */
export function judgeRegion(
  { settings, filters: declared }: Pick<LiveStack, "settings" | "filters">,
  observation: Observation,
  one: RegionObservation,
  maxAge: number | undefined,
): RegionStatus {
  const { region, observed, newest, delegation, organization, members } = one;
  const { findingPublishingFrequency } = settings;
  const { bucketOwnerId, target } = observation;
  const { administratorId } = observation;
  const enabled = members?.value?.filter(({ status }) => status === "Enabled") ?? [];
  const accountIds = [administratorId, ...enabled.map(({ accountId }) => accountId)];
  const filters = declared.filter(
    ({ action, regions }) => action === FilterAction.Archive && regions.includes(region),
  );
  const known = { region, findingPublishingFrequency, bucketOwnerId, accountIds, filters };
  const expected = { ...known, ...target.expected };
  const missing = members && notEnabled(settings, observation, members);
  const findings: Finding[] = [
    ...judge(expected, observed).findings.map((finding) => ofAdopted(settings, region, finding)),
    ...(newest.finding
      ? [notChecked("newestFinding", newest.finding)]
      : ageFindings(newest.value, observation.at, maxAge)),
    ...(delegation ? delegationFindings(observation.administratorId, delegation) : []),
    ...(organization ? organizationFindings(settings, region, organization) : []),
    ...(missing?.findings ?? []),
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
  return finding.id === "destinationDeleted" && adopted.destinationId !== undefined
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
  const differs = (of: string, is = "NONE", expected: string): Finding[] =>
    is === expected ? [] : [error("autoEnableDiffers", { of, value: is, expected })];
  return [
    ...(members.autoEnable ? differs("members", value.autoEnable, members.autoEnable) : []),
    ...featuresIn(members.features, region).flatMap(({ name, autoEnable }) =>
      differs(name, value.features[name], autoEnable),
    ),
    ...(value.limitReached ? [error("memberLimitReached", {})] : []),
  ];
}

interface NotEnabled {
  /** Undefined: not known. */
  members?: { count: number; first: MissingMember[] };
  findings: Finding[];
}

/** The accounts that have to be members and are not: with ALL every one of the organization, and those of the config. */
function notEnabled(
  settings: ExportSettings,
  { accounts, administratorId }: Observation,
  { value: members, finding }: NonNullable<RegionObservation["members"]>,
): NotEnabled {
  if (finding) return { findings: [notChecked("members", finding)] };
  if (accounts?.finding) {
    return { findings: [notChecked("organizationAccounts", accounts.finding)] };
  }
  const wanted = new Set(settings.members.accounts.map(({ accountId }) => accountId));
  for (const { accountId, active } of accounts?.value ?? []) {
    if (active && accountId !== administratorId) wanted.add(accountId);
  }
  const missing = [...wanted].flatMap((accountId) => {
    const member = members.find((one) => one.accountId === accountId);
    return member?.status === "Enabled" ? [] : [missingMember(accountId, member, accounts?.value)];
  });
  const found = { count: missing.length, first: missing.slice(0, FIRST) };
  if (missing.length === 0) return { members: found, findings: [] };
  const byAutoEnable = settings.members.autoEnable === "ALL";
  return { members: found, findings: [error("membersNotEnabled", { ...found, byAutoEnable })] };
}

function missingMember(
  accountId: string,
  member: Member | undefined,
  accounts: OrganizationAccount[] | undefined,
): MissingMember {
  const name = accounts?.find((one) => one.accountId === accountId)?.name;
  return { accountId, ...(name && { name }), ...(member && { status: member.status }) };
}
