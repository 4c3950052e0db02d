import type { Organization, World } from "../../world";

/**
 * Ends the delegation of GuardDuty to an account, or to any, in one Region or in each: its members by way of the organization go on by
 * themselves. UNVERIFIED that GuardDuty does so once AWS Organizations takes registration or access away: the stricter assumption.
 */
export function endDelegation(
  world: World,
  { guardDutyAdministrators }: Organization,
  accountId?: string,
  regions: readonly string[] = Object.keys(guardDutyAdministrators),
): void {
  for (const region of regions) {
    const administrator = guardDutyAdministrators[region];
    if (accountId !== undefined && administrator !== accountId) continue;
    delete guardDutyAdministrators[region];
    const detector = world.detectors[`${administrator}/${region}`];
    if (detector === undefined) continue;
    delete detector.organizationConfiguration;
    for (const [id, member] of Object.entries(detector.members)) {
      if (member.viaOrganization) delete detector.members[id];
    }
  }
}
