import type { ExportSettings } from "../args";
import { logicalNames } from "../names";
import type { StatementOwner } from "../policies";
import { sidPrefix } from "../policies";
import { knownRegion } from "../regions";
import { planAccounts } from "./accounts";
import type { ExportPlan } from "./exportPlan";
import { planAccess } from "./access";
import type { LivePolicies } from "./policies";
import { resolvePolicies } from "./policies";
import { chooseProviders, planProviders } from "./providers";
import { isDetaching, planResources } from "./resources";
import { planTarget, shownTarget } from "./target";
import { planWarnings } from "./warnings";

export type { AccountRole } from "../accountRole";
export type { AccountsPlan, OwnerRole } from "./accounts";
export { accountIdOf, sameAccount } from "./accounts";
export type { ExportPlan, RegionPlan } from "./exportPlan";
export type { AccessPlan } from "./access";
export { importId } from "./imports";
export { planMemberDetectors } from "./memberDetectors";
export type { MemberDetectorsPlan } from "./memberDetectors";
export { resolvePolicies } from "./policies";
export type { LivePolicies, ResolvedPolicies, ResolvedPolicy } from "./policies";
export { usedAfterChecks } from "./lateProviders";
export type { ProviderChoice, ProviderPlan } from "./providers";
export { shownTarget } from "./target";
export type { ExportTarget, TargetValues } from "./target";
export { shownText } from "./unknown";
export type { Unknown, Value } from "./unknown";

export interface PlanInput {
  owner: StatementOwner;
  settings: ExportSettings;
  /** Whether the program hands in the provider of the administrator account. Defaults to false. */
  providerGiven?: boolean;
  /** The policies of what exists already. Defaults to not known. */
  live?: LivePolicies;
}

/** Plans an export from valid settings. Throws PolicyTooLargeError when a policy cannot hold the export. */
export function planExport({
  owner,
  settings,
  providerGiven = false,
  live = {},
}: PlanInput): ExportPlan {
  const names = logicalNames(owner.component);
  const home = knownRegion(settings.homeRegion);
  const regions = settings.regions.map((region) => ({
    ...knownRegion(region),
    detectorName: names.detector(region),
    destinationName: names.destination(region),
  }));
  const accounts = planAccounts(settings);
  const uses = accounts.uses.filter(
    ({ account }) => !(providerGiven && account === "administrator"),
  );
  const providerChoice = chooseProviders(settings.providerMode, uses);
  const providers = planProviders(owner.component, providerChoice, uses);
  const target = planTarget(settings, accounts);
  const rules = { sidPrefix: sidPrefix(owner), settings, access: planAccess(settings, accounts) };
  const policies = resolvePolicies(rules, target, live);
  return {
    ...rules,
    accounts,
    home,
    regions,
    providerChoice,
    providers,
    providerProcesses: providers.length + (providerGiven ? 1 : 0),
    resources: planResources(owner.component, settings, providers),
    policies,
    target,
    shown: shownTarget(target),
    detaching: isDetaching(settings),
    retainDetectors: settings.management !== undefined || hasMembers(settings),
    warnings: planWarnings({ settings, accounts, regions, home, policies }),
  };
}

function hasMembers({ members }: ExportSettings): boolean {
  return (
    members.managedBy === "policy" ||
    members.autoEnable !== undefined ||
    members.accounts.length > 0 ||
    members.features.length > 0
  );
}
