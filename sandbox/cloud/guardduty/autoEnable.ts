import type { Organization, OrganizationConfiguration } from "../../world";
import type { Aws } from "../aws";
import { accountsOf } from "../organizations";
import { enableFeatures, enableMember } from "./enabling";
import { administratorsIn, isEnabled, membersDetectors } from "./membership";
import { isAutoEnableOff } from "./policyManaged";

/** ALL reaches existing accounts within this time; here at its end. */
const PERIOD = 24 * 3_600_000;

/** When auto-enable next acts, and which accounts are not new to it. */
export function autoEnableDue(
  { now }: Aws,
  organization: Organization,
  autoEnable: OrganizationConfiguration["autoEnableOrganizationMembers"],
): Pick<OrganizationConfiguration, "dueAt" | "knownAccounts"> {
  return {
    ...(autoEnable === "ALL" && { dueAt: new Date(now().getTime() + PERIOD).toISOString() }),
    knownAccounts: autoEnable === "NEW" ? accountsOf(organization) : [],
  };
}

/**
 * Enables the accounts that the administrators' settings ask for: with ALL each one, suspended and removed ones among them, with NEW
 * those that joined since.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
 */
export function autoEnable(aws: Aws): void {
  const { organization } = aws.world;
  if (organization === undefined || isAutoEnableOff(aws.world)) return;
  for (const [region, accountId] of Object.entries(organization.guardDutyAdministrators)) {
    const detector = aws.world.detectors[`${accountId}/${region}`];
    const configuration = detector?.organizationConfiguration;
    if (detector === undefined || configuration === undefined) continue;
    const toEnable = accountsToEnable(aws, organization, configuration);
    const administrators = toEnable.length > 0 ? administratorsIn(aws.world, region) : undefined;
    for (const id of toEnable) {
      const member = detector.members[id];
      const itsDetector = aws.world.detectors[`${id}/${region}`];
      const enabled = member && isEnabled(member) && itsDetector?.status === "ENABLED";
      if (id === accountId || enabled) continue;
      enableMember(aws, { accountId, region }, detector, id, { administrators });
    }
    if (isDue(aws, configuration)) {
      // The accounts that ALL is about are all of the organization, the administrator's among them.
      for (const one of [detector, ...membersDetectors(aws.world, region, detector)]) {
        enableFeatures(one, configuration, ["ALL"], aws.now());
      }
    }
    // What was due is done, and what has joined by now is no longer new.
    const which = configuration.autoEnableOrganizationMembers;
    const isOver = which === "NEW" || isDue(aws, configuration);
    if (isOver) Object.assign(configuration, autoEnableDue(aws, organization, which));
  }
}

function accountsToEnable(
  aws: Aws,
  organization: Organization,
  configuration: OrganizationConfiguration,
): string[] {
  const { autoEnableOrganizationMembers: which, knownAccounts } = configuration;
  if (which === "NEW") {
    const known = new Set(knownAccounts);
    return accountsOf(organization).filter((id) => !known.has(id));
  }
  return isDue(aws, configuration) ? accountsOf(organization) : [];
}

function isDue({ now }: Aws, { dueAt }: OrganizationConfiguration): boolean {
  return dueAt !== undefined && new Date(dueAt) <= now();
}
