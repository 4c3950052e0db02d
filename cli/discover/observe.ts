import type { ObservedDestination, ObservedDetector } from "../../rules/health";
import type { AccountRole } from "../../rules/accountRole";
import { callFailed } from "../../rules/health/callErrors";
import { atOnce } from "../../aws/atOnce";
import { callError } from "../../aws/errors";
import { observe } from "../../aws/observe";
import { knownRegion } from "../../rules/regions";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { GuardDuty, Member } from "../../aws/guardDuty";
import type { Finding, Result } from "../findings";
import { notChecked } from "../findings";

export interface FoundDestination extends ObservedDestination {
  id: string;
}

/** What the administrator's account has in a Region. */
export interface FoundRegion {
  region: string;
  /** Whether the account has not enabled the Region. */
  off: boolean;
  detector?: ObservedDetector;
  /** The administrator that the account is a member of; undefined: none, or not known. */
  memberOf?: string;
  destinations: FoundDestination[];
  /** Undefined: not asked for, or not known; null: no account. */
  delegatedTo?: string | null;
  autoEnable?: string;
  members: Member[];
  findings: Finding[];
}

/** What is observed in addition to detectors and destinations. */
export interface RegionScope {
  /** The part whose account is the management account, which knows who administers; undefined: none may be asked. */
  delegation?: AccountRole | undefined;
  organization: boolean;
  progress: (done: number, all: number) => void;
}

/** How AWS answers credentials in a Region that their account has not enabled. */
const OFF = /^(UnrecognizedClient|InvalidClientTokenId$|AuthFailure$|OptInRequired$)/;

/** Observes every Region. Never rejects. */
export function observeRegions(
  cloud: Cloud,
  regions: readonly string[],
  scope: RegionScope,
): Promise<FoundRegion[]> {
  let done = 0;
  return atOnce(REGIONS_AT_ONCE, regions, async (region) => {
    const found = await observeRegion(cloud, region, scope);
    scope.progress(++done, regions.length);
    return found;
  });
}

async function observeRegion(
  cloud: Cloud,
  region: string,
  scope: RegionScope,
): Promise<FoundRegion> {
  const { delegation: manager } = scope;
  const nothing: FoundRegion = { region, off: false, destinations: [], members: [], findings: [] };
  const { value: guardDuty, finding } = cloud.guardDuty("administrator", region);
  if (guardDuty === undefined) return { ...nothing, findings: [finding] };
  try {
    const [id] = await guardDuty.listDetectors();
    const delegation = manager ? await delegationIn(cloud, manager, region) : {};
    // Organization and members are the delegated administrator's to see.
    const isOthers = manager === "administrator" && typeof delegation.delegatedTo === "string";
    if (id === undefined) return { ...nothing, ...delegation };
    const [detector, found, ofMembers, administrator] = await Promise.all([
      observe("guardduty:GetDetector", () => guardDuty.getDetector(id)),
      destinationsOf(guardDuty, id),
      scope.organization && !isOthers ? membersOf(guardDuty, id) : nothing,
      observe("guardduty:GetAdministratorAccount", () => guardDuty.administrator(id)),
    ]);
    return {
      ...{ ...nothing, ...delegation, autoEnable: ofMembers.autoEnable },
      detector: detector.value ?? { id },
      destinations: found.value ?? [],
      members: ofMembers.members,
      ...(administrator.value && { memberOf: administrator.value }),
      findings: [
        ...(delegation.findings ?? []),
        ...(detector.finding ? [notChecked("detector", detector.finding)] : []),
        ...(found.finding ? [notChecked("destinations", found.finding)] : []),
        ...ofMembers.findings,
        ...(administrator.finding ? [notChecked("administrator", administrator.finding)] : []),
      ],
    };
  } catch (thrown) {
    const error = callError(thrown);
    if (knownRegion(region).optIn && OFF.test(error.name)) return { ...nothing, off: true };
    return { ...nothing, findings: [callFailed(error, ["guardduty:ListDetectors"])] };
  }
}

function destinationsOf(guardDuty: GuardDuty, detectorId: string) {
  return observe(
    ["guardduty:ListPublishingDestinations", "guardduty:DescribePublishingDestination"],
    async (): Promise<FoundDestination[]> => {
      const ids = await guardDuty.listDestinations(detectorId);
      return Promise.all(
        ids.map(async (id) => ({
          id,
          ...(await guardDuty.describeDestination(detectorId, id)),
        })),
      );
    },
  );
}

async function delegationIn(
  cloud: Cloud,
  role: AccountRole,
  region: string,
): Promise<Partial<FoundRegion>> {
  const { value: guardDuty, finding } = cloud.guardDuty(role, region);
  const delegation: Result<string | undefined> =
    guardDuty === undefined
      ? { finding }
      : await observe("guardduty:ListOrganizationAdminAccounts", () =>
          guardDuty.delegatedAdministrator(),
        );
  if (delegation.finding) return { findings: [notChecked("delegation", delegation.finding)] };
  return { delegatedTo: delegation.value ?? null };
}

async function membersOf(guardDuty: GuardDuty, detectorId: string) {
  const [configuration, members] = await Promise.all([
    observe("guardduty:DescribeOrganizationConfiguration", () =>
      guardDuty.organizationConfiguration(detectorId),
    ),
    observe("guardduty:ListMembers", () => guardDuty.members(detectorId)),
  ]);
  return {
    autoEnable: configuration.value?.autoEnable,
    members: members.value ?? [],
    findings: [
      ...(configuration.finding ? [notChecked("autoEnable", configuration.finding)] : []),
      ...(members.finding ? [notChecked("members", members.finding)] : []),
    ],
  };
}
