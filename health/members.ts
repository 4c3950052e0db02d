import type { DetectorReader } from "../aws/guardDuty/detectors";
import type { MemberReader } from "../aws/guardDuty/memberReader";
import { observe } from "../aws/observe";
import type { ObservedMembers } from "../aws/observeMembers";
import { observeMembers } from "../aws/observeMembers";
import type { OrganizationAccount } from "../aws/organization";
import { openOrganization } from "../aws/organization";
import type { DeclaredMembers } from "../rules/health/expectedMembers";
import {
  comparesOrganization,
  expectedMembers,
  expectedOrganization,
  expectedPlans,
  policyTypesMatter,
} from "../rules/health/expectedMembers";
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
import type { HealthFinding, ObservedDetector, Result } from "../rules/health/types";
import { CALLS } from "./calls";

/** The accounts of the organization; none unless GuardDuty enables all of them. */
export async function organizationAccounts(
  { autoEnable }: DeclaredMembers,
  region: string,
): Promise<Result<OrganizationAccount[]>> {
  if (autoEnable !== "ALL") return { value: [] };
  const { accounts, close } = openOrganization(region, CALLS);
  const found = await observe("organizations:ListAccounts", accounts);
  close();
  return found;
}

/** The types of policies that the organization has enabled; none where GuardDuty is to enable nothing by itself. */
export async function enabledPolicyTypes(
  declared: DeclaredMembers,
  region: string,
): Promise<Result<string[]>> {
  if (!policyTypesMatter(declared)) return { value: [] };
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

/** What the members have to be, and what the function reads of the organization, once in a run. */
export interface OfOrganization {
  declared: DeclaredMembers;
  administratorAccountId: string;
  accounts: Promise<Result<OrganizationAccount[]>>;
  policyTypes: Promise<Result<string[]>>;
  policyOf: (accountId: string) => EffectivePolicy;
}

/** Whether a policy enables GuardDuty in the Region: known by a plan that one manages, or else by the policies in effect. */
async function managementHealth(
  { declared, administratorAccountId, policyTypes, policyOf }: OfOrganization,
  region: string,
  detector: ObservedDetector,
  { members, plans }: ObservedMembers,
): Promise<HealthFinding[]> {
  const byPolicy = declared.managedBy === "policy";
  if (!byPolicy || !isManagedByPolicies((await policyTypes).value ?? [])) return [];
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
  ofOrganization: OfOrganization,
  { region, detectorId }: { region: string; detectorId: string },
  detector: Result<ObservedDetector | undefined>,
  reader: DetectorReader & MemberReader,
): Promise<HealthFinding[]> {
  // Without a detector there is more to repair first.
  if (detector.value === undefined) return [];
  const own = detector.value;
  const { declared, administratorAccountId } = ofOrganization;
  const [ofMembers, accounts, types] = await Promise.all([
    observeMembers(detectorId, reader, comparesOrganization(declared)),
    ofOrganization.accounts,
    ofOrganization.policyTypes,
  ]);
  const { members, plans, organization } = ofMembers;
  const management = await managementHealth(ofOrganization, region, own, ofMembers);
  const wanted = expectedOrganization(declared, region);
  const of = <T>(result: Result<T> | undefined, findings: (value: T) => HealthFinding[]) =>
    result === undefined
      ? []
      : result.finding === undefined
        ? findings(result.value as T)
        : [result.finding];
  const at = { detectorRegion: region, detectorId };
  return [
    ...of(organization, (value) => organizationFindings(wanted, value)),
    ...of(types, (value) => policyTypeFindings(declared, value)),
    ...management,
    ...of(accounts, () => []),
    // Those that are named are known all the same.
    ...of(members, (value) => {
      const wantedMembers = expectedMembers(declared, {
        accounts: accounts.value ?? [],
        policyTypes: types.value ?? [],
        administratorId: administratorAccountId,
      });
      return memberFindings(at, wantedMembers, value);
    }),
    ...of(plans, (value) =>
      memberPlanFindings(at, own.plans, value, expectedPlans(declared, region)),
    ),
  ];
}
