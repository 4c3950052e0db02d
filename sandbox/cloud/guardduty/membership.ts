import { type Detector, detectorsIn, type Member, type World } from "../../world";
import type { Caller } from "../contract";

/** Statuses in which an account is invited or belongs to its administrator. */
const ASSOCIATED: readonly string[] = [
  "Invited",
  "Enabled",
  "Disabled",
  "EmailVerificationInProgress",
];

export function isAssociated({ relationshipStatus }: Member): boolean {
  return ASSOCIATED.includes(relationshipStatus);
}

/** Statuses in which the administrator sees the account's findings. */
export function isEnabled({ relationshipStatus }: Member): boolean {
  return relationshipStatus === "Enabled";
}

export interface Administrator {
  accountId: string;
  detector: Detector;
  /** The account as its administrator has it. */
  member: Member;
}

/** The administrator of an account in a Region. */
export function administratorOf(
  world: World,
  { accountId, region }: Pick<Caller, "accountId" | "region">,
): Administrator | undefined {
  for (const [administrator, detector] of detectorsIn(world, region)) {
    const member = detector.members[accountId];
    if (member && isEnabled(member)) return { accountId: administrator, detector, member };
  }
  return undefined;
}

/** Account -> its administrator in a Region: the detectors are looked through once for all accounts. */
export function administratorsIn(world: World, region: string): ReadonlyMap<string, string> {
  const administrators = new Map<string, string>();
  for (const [administrator, { members }] of detectorsIn(world, region)) {
    for (const [accountId, member] of Object.entries(members)) {
      if (isEnabled(member) && !administrators.has(accountId)) {
        administrators.set(accountId, administrator);
      }
    }
  }
  return administrators;
}

/** The detectors of the accounts that a detector's account administers. */
export function membersDetectors(world: World, region: string, { members }: Detector): Detector[] {
  return Object.entries(members).flatMap(([accountId, member]) => {
    const detector = world.detectors[`${accountId}/${region}`];
    return detector && isEnabled(member) ? [detector] : [];
  });
}
