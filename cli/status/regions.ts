import type { Fault, RegionHealth, SeenDestination, SeenDetector } from "../../rules/health";
import { DAYS_BACK, judge, verdictOf } from "../../rules/health";
import { nameStandIns } from "../../rules/plan";
import type { ExportSettings } from "../../rules/args";
import type { Member } from "../../aws/guardDuty";
import type { OrganizationAccount } from "../../aws/organization";
import { inWords } from "../durations";
import type { NewestFinding } from "./findings";
import type { Look, RegionLook } from "./look";
import { unseen } from "./unseen";
import { describeMember } from "./memberStatuses";

/** A Region's health, and what was seen of it; what is undefined was not seen or not asked. */
export interface RegionStatus extends RegionHealth {
  detector?: SeenDetector;
  destination?: SeenDestination;
  /** Null: none of the last 90 days, where it was looked for. */
  newestFinding?: Date | null;
  /** Null: nobody. */
  delegatedTo?: string | null;
  autoEnable?: string;
  /** Of the organization, or of the members that the config names. */
  membersNotEnabled?: { count: number; first: string[] };
}

/** How many of many are told by name. */
const FIRST = 10;

/** Judges a Region by all that was seen of it. `maxAge`, in milliseconds, is what its newest finding may have. */
export function judgeRegion(
  settings: ExportSettings,
  look: Look,
  seen: RegionLook,
  maxAge: number | undefined,
): RegionStatus {
  const { region, observed, newest, delegation, organization, members } = seen;
  const { findingPublishingFrequency } = settings;
  const expected = {
    region,
    findingPublishingFrequency,
    ...look.place.expected(observed.destination.answer),
  };
  const missing = members && notEnabled(settings, look, members);
  const faults = [
    ...judge(expected, observed).faults.map(withNames),
    ...(newest.fault
      ? [unseen("the newest finding", newest.fault)]
      : ageFaults(newest.seen, look.at, maxAge)),
    ...(delegation ? delegationFaults(look.administratorId, delegation) : []),
    ...(organization ? organizationFaults(settings, organization) : []),
    ...(missing?.fault ? [missing.fault] : (missing?.faults ?? [])),
  ];
  return {
    region,
    verdict: verdictOf(faults),
    faults,
    detector: observed.detector.answer,
    destination: observed.destination.answer,
    newestFinding: newest.fault ? undefined : (newest.seen.written ?? null),
    delegatedTo: !delegation || delegation.fault ? undefined : (delegation.seen ?? null),
    autoEnable: organization?.seen?.autoEnable,
    membersNotEnabled: missing?.seen,
  };
}

function withNames({ reason, ...rest }: Fault): Fault {
  return { ...rest, reason: nameStandIns(reason) };
}

/** Without an age nothing is asked of it: a Region may be quiet. */
function ageFaults(
  { written, everywhere }: NewestFinding,
  at: Date,
  maxAge: number | undefined,
): Fault[] {
  if (maxAge === undefined) return [];
  const age = written === undefined ? Infinity : at.getTime() - written.getTime();
  if (age <= maxAge) return [];
  const is =
    written === undefined
      ? `there is no finding of the last ${DAYS_BACK} days`
      : `the newest finding is ${inWords(age)} old`;
  const where = everywhere ? "" : " in the folders that were looked into, and not all were";
  return [
    {
      seen: everywhere,
      reason: `${is}${where}, and --max-age is ${inWords(maxAge)}`,
      nextStep:
        "The Region may only be quiet: guardduty-export test makes a sample finding and waits for it",
    },
  ];
}

function delegationFaults(
  administratorId: string,
  { seen, fault }: NonNullable<RegionLook["delegation"]>,
): Fault[] {
  if (fault) return [unseen("the delegation", fault)];
  if (seen === administratorId) return [];
  const is =
    seen === undefined
      ? "no account is GuardDuty's delegated administrator"
      : `GuardDuty's delegated administrator is ${seen}, not ${administratorId}`;
  return [
    { seen: true, reason: is, nextStep: "Run pulumi refresh and then pulumi up, which delegate" },
  ];
}

function organizationFaults(
  { members }: ExportSettings,
  { seen, fault }: NonNullable<RegionLook["organization"]>,
): Fault[] {
  if (fault) return [unseen("auto-enable", fault)];
  const nextStep = "Run pulumi refresh and then pulumi up, which set it again";
  const differs = (what: string, is: string | undefined, wanted: string): Fault[] =>
    is === wanted
      ? []
      : [
          {
            seen: true,
            reason: `auto-enable of ${what} is ${is ?? "NONE"}, not ${wanted}`,
            nextStep,
          },
        ];
  return [
    ...(members.autoEnable ? differs("members", seen.autoEnable, members.autoEnable) : []),
    ...members.features.flatMap(({ name, autoEnable }) =>
      differs(name, seen.features[name], autoEnable),
    ),
    ...(seen.limitReached ? [LIMIT] : []),
  ];
}

const LIMIT: Fault = {
  seen: true,
  reason:
    "the administrator has as many members as GuardDuty allows, and no account more is enabled",
  nextStep: "Remove members that are closed accounts, and see GuardDuty's quotas",
};

interface NotEnabled {
  seen?: { count: number; first: string[] };
  faults?: Fault[];
  fault?: Fault;
}

/** The accounts that have to be members and are not: with ALL every one of the organization, and those of the config. */
function notEnabled(
  settings: ExportSettings,
  { accounts, administratorId }: Look,
  { seen: members, fault }: NonNullable<RegionLook["members"]>,
): NotEnabled {
  if (fault) return { fault: unseen("the members", fault) };
  if (accounts?.fault) return { fault: unseen("the organization's accounts", accounts.fault) };
  const wanted = new Set(settings.members.accounts.map(({ accountId }) => accountId));
  for (const { accountId, active } of accounts?.seen ?? []) {
    if (active && accountId !== administratorId) wanted.add(accountId);
  }
  const missing = [...wanted].flatMap((accountId) => {
    const member = members.find((one) => one.accountId === accountId);
    if (member?.status === "Enabled") return [];
    return [named(accountId, member, accounts?.seen)];
  });
  const seen = { count: missing.length, first: missing.slice(0, FIRST) };
  if (missing.length === 0) return { seen };
  const more = missing.length > FIRST ? ` and ${missing.length - FIRST} more` : "";
  const which = missing.length === 1 ? "1 account is" : `${missing.length} accounts are`;
  const reason = `${which} not enabled: ${seen.first.join(", ")}${more}`;
  const nextStep =
    settings.members.autoEnable === "ALL"
      ? "GuardDuty enables them within 24 hours; if it does not, see the status of each"
      : "Run pulumi refresh and then pulumi up, and see the status of each";
  return { seen, faults: [{ seen: true, reason, nextStep }] };
}

function named(
  accountId: string,
  member: Member | undefined,
  accounts: OrganizationAccount[] | undefined,
): string {
  const name = accounts?.find((one) => one.accountId === accountId)?.name;
  return `${accountId} (${name ? `${name}, ` : ""}${describeMember(member?.status)})`;
}
