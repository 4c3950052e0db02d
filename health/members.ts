import type { DetectorReader } from "../aws/guardDuty/detectors";
import type { MemberReader } from "../aws/guardDuty/memberReader";
import { observe } from "../aws/observe";
import type { ObservedMembers } from "../aws/observeMembers";
import { observeMembers } from "../aws/observeMembers";
import { openOrganization } from "../aws/organization";
import type { HealthSettings } from "../rules/health/environment";
import type { ExpectedOrganization } from "../rules/health/members";
import {
  hasManagedPlan,
  isManagedByPolicies,
  managementFindings,
  memberFindings,
  memberPlanFindings,
  organizationFindings,
  policyTypeFindings,
  sampledAccounts,
} from "../rules/health/members";
import { policyTypesMatter } from "../rules/health/permissions";
import type { HealthFinding, ObservedDetector, Result } from "../rules/health/types";
import { CALLS } from "./calls";

/** The accounts of the organization that have to be members; none unless GuardDuty enables all of them. */
export type WantedAccounts = Promise<Result<string[]>>;

export async function wantedAccounts(settings: HealthSettings, region: string): WantedAccounts {
  const { autoEnable, administratorAccountId, memberAccountIds } = settings;
  if (autoEnable !== "ALL") return { value: memberAccountIds };
  const { accounts, close } = openOrganization(region, CALLS);
  const found = await observe("organizations:ListAccounts", accounts);
  close();
  if (found.finding !== undefined) return found;
  const active = found.value.filter(
    ({ accountId, active }) => active && accountId !== administratorAccountId,
  );
  return { value: [...memberAccountIds, ...active.map(({ accountId }) => accountId)] };
}

/** The types of policies that the organization has enabled; none where no account is to be enabled by GuardDuty itself. */
export async function enabledPolicyTypes(
  { autoEnable, managedByPolicy = false }: HealthSettings,
  region: string,
): Promise<Result<string[]>> {
  if (!policyTypesMatter(autoEnable, managedByPolicy)) return { value: [] };
  const { policyTypes, close } = openOrganization(region, CALLS);
  const found = await observe("organizations:ListRoots", policyTypes);
  close();
  return found;
}

/** Reads the GuardDuty policies in effect for accounts, each once. */
export function effectivePolicies(region: string): (accountId: string) => EffectivePolicy {
  const read = new Map<string, EffectivePolicy>();
  return (accountId) => {
    const found = read.get(accountId) ?? effectivePolicy(region, accountId);
    read.set(accountId, found);
    return found;
  };
}

type EffectivePolicy = Promise<Result<string | undefined>>;

async function effectivePolicy(region: string, accountId: string): EffectivePolicy {
  const { guardDutyPolicy, close } = openOrganization(region, CALLS);
  const found = await observe("organizations:DescribeEffectivePolicy", () =>
    guardDutyPolicy(accountId),
  );
  close();
  return found;
}

/** What the function reads of the organization, once in a run. */
export interface OfOrganization {
  wanted: WantedAccounts;
  policyTypes: Promise<Result<string[]>>;
  policyOf: (accountId: string) => EffectivePolicy;
}

/** Whether a policy enables GuardDuty in the Region: known by a plan that one manages, or else by the policies in effect. */
async function managementHealth(
  { managedByPolicy, administratorAccountId }: HealthSettings,
  { policyTypes, policyOf }: OfOrganization,
  region: string,
  detector: ObservedDetector,
  { members, plans }: ObservedMembers,
): Promise<HealthFinding[]> {
  if (!managedByPolicy || !isManagedByPolicies((await policyTypes).value ?? [])) return [];
  if (hasManagedPlan([detector, ...(plans?.value ?? [])])) return [];
  const accountIds = sampledAccounts(administratorAccountId, members.value ?? []);
  const found = await Promise.all(accountIds.map(policyOf));
  const refused = found.find(({ finding }) => finding !== undefined);
  if (refused?.finding) return [refused.finding];
  return managementFindings(
    region,
    accountIds.map((accountId, index) => ({ accountId, content: found[index]?.value })),
  );
}

/** Judges the members of a Region's detector as `status` does. */
export async function memberHealth(
  settings: HealthSettings,
  ofOrganization: OfOrganization,
  { region, detectorId }: { region: string; detectorId: string },
  detector: Result<ObservedDetector | undefined>,
  reader: DetectorReader & MemberReader,
): Promise<HealthFinding[]> {
  // Without a detector there is more to repair first.
  if (detector.value === undefined) return [];
  const { autoEnable, managedByPolicy, memberAccountIds } = settings;
  const [ofMembers, accounts, types] = await Promise.all([
    observeMembers(detectorId, reader, autoEnable !== undefined),
    ofOrganization.wanted,
    ofOrganization.policyTypes,
  ]);
  const { members, plans, organization } = ofMembers;
  const management = await managementHealth(
    ...([settings, ofOrganization, region, detector.value, ofMembers] as const),
  );
  const expected: ExpectedOrganization = {
    ...{ managedBy: managedByPolicy ? "policy" : "guardduty", features: [] },
    ...(autoEnable && { autoEnable }),
  };
  const of = <T>(result: Result<T> | undefined, findings: (value: T) => HealthFinding[]) =>
    result === undefined
      ? []
      : result.finding === undefined
        ? findings(result.value as T)
        : [result.finding];
  const byAutoEnable = autoEnable === "ALL";
  return [
    ...of(organization, (value) => organizationFindings(expected, value)),
    ...of(types, (value) => policyTypeFindings(expected, value)),
    ...management,
    ...of(accounts, () => []),
    ...of(members, (value) => {
      // Those that are named are known all the same.
      const accountIds = new Set(accounts.value ?? memberAccountIds);
      const byPolicy = managedByPolicy || isManagedByPolicies(types.value ?? []);
      return memberFindings({ accountIds, byAutoEnable, byPolicy }, value);
    }),
    ...of(plans, (value) => memberPlanFindings(detector.value?.plans, value)),
  ];
}
