import type { Fault, SeenDestination, SeenDetector } from "../../rules/health";
import { atOnce } from "../../aws/atOnce";
import { refusalOf } from "../../aws/errors";
import { knownRegion } from "../../rules/regions";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { GuardDuty, Member } from "../../aws/guardDuty";
import type { Seen } from "../../aws/refused";
import { asked, faultOf } from "../../aws/refused";
import { unseen } from "../status/unseen";

export interface FoundDestination extends SeenDestination {
  id: string;
}

/** What the administrator's account has in a Region. */
export interface FoundRegion {
  region: string;
  /** Whether the account has not enabled the Region. */
  off: boolean;
  detector?: SeenDetector;
  destinations: FoundDestination[];
  /** Undefined: not asked, or not seen; null: nobody. */
  delegatedTo?: string | null;
  autoEnable?: string;
  members: Member[];
  faults: Fault[];
}

/** What is asked for beside detectors and destinations. */
export interface RegionQuestions {
  /** Whether the management account may be asked who administers. */
  delegation: boolean;
  organization: boolean;
  progress: (done: number, all: number) => void;
}

/** How AWS answers credentials in a Region that their account has not enabled. */
const OFF = /^(UnrecognizedClient|InvalidClientTokenId$|AuthFailure$|OptInRequired$)/;

/** Looks into every Region. Never rejects. */
export function lookIntoRegions(
  cloud: Cloud,
  regions: readonly string[],
  questions: RegionQuestions,
): Promise<FoundRegion[]> {
  let done = 0;
  return atOnce(REGIONS_AT_ONCE, regions, async (region) => {
    const found = await lookIntoRegion(cloud, region, questions);
    questions.progress(++done, regions.length);
    return found;
  });
}

async function lookIntoRegion(
  cloud: Cloud,
  region: string,
  questions: RegionQuestions,
): Promise<FoundRegion> {
  const nothing: FoundRegion = { region, off: false, destinations: [], members: [], faults: [] };
  const { seen: guardDuty, fault } = cloud.guardDuty("administrator", region);
  if (guardDuty === undefined) return { ...nothing, faults: [fault] };
  try {
    const [id] = await guardDuty.listDetectors();
    const delegation = questions.delegation ? await delegationIn(cloud, region) : {};
    if (id === undefined) return { ...nothing, ...delegation };
    const [detector, found, ofMembers] = await Promise.all([
      asked("guardduty:GetDetector", () => guardDuty.getDetector(id)),
      destinationsOf(guardDuty, id),
      questions.organization ? membersOf(guardDuty, id) : nothing,
    ]);
    return {
      ...{ ...nothing, ...delegation, autoEnable: ofMembers.autoEnable },
      detector: detector.seen ?? { id },
      destinations: found.seen ?? [],
      members: ofMembers.members,
      faults: [
        ...(delegation.faults ?? []),
        ...(detector.fault ? [unseen("the detector", detector.fault)] : []),
        ...(found.fault ? [unseen("the destinations", found.fault)] : []),
        ...ofMembers.faults,
      ],
    };
  } catch (error) {
    if (knownRegion(region).optIn && OFF.test(refusalOf(error).name)) {
      return { ...nothing, off: true };
    }
    return { ...nothing, faults: [faultOf(error, "guardduty:ListDetectors")] };
  }
}

function destinationsOf(guardDuty: GuardDuty, detectorId: string) {
  return asked(
    "guardduty:ListPublishingDestinations and guardduty:DescribePublishingDestination",
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

async function delegationIn(cloud: Cloud, region: string): Promise<Partial<FoundRegion>> {
  const { seen: guardDuty, fault } = cloud.guardDuty("management", region);
  const delegation: Seen<string | undefined> =
    guardDuty === undefined
      ? { fault }
      : await asked("guardduty:ListOrganizationAdminAccounts", () =>
          guardDuty.delegatedAdministrator(),
        );
  if (delegation.fault) return { faults: [unseen("the delegation", delegation.fault)] };
  return { delegatedTo: delegation.seen ?? null };
}

async function membersOf(guardDuty: GuardDuty, detectorId: string) {
  const [configuration, members] = await Promise.all([
    asked("guardduty:DescribeOrganizationConfiguration", () =>
      guardDuty.organizationConfiguration(detectorId),
    ),
    asked("guardduty:ListMembers", () => guardDuty.members(detectorId)),
  ]);
  return {
    autoEnable: configuration.seen?.autoEnable,
    members: members.seen ?? [],
    faults: [
      ...(configuration.fault ? [unseen("auto-enable", configuration.fault)] : []),
      ...(members.fault ? [unseen("the members", members.fault)] : []),
    ],
  };
}
