import type { DetectorReader } from "../aws/guardDuty/detectors";
import type { MemberReader } from "../aws/guardDuty/memberReader";
import { observe } from "../aws/observe";
import { observeMembers } from "../aws/observeMembers";
import { openOrganization } from "../aws/organization";
import type { HealthSettings } from "../rules/health/environment";
import {
  memberFindings,
  memberPlanFindings,
  organizationFindings,
  policyTypeFindings,
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
  { autoEnable }: HealthSettings,
  region: string,
): Promise<Result<string[]>> {
  if (!policyTypesMatter(autoEnable)) return { value: [] };
  const { policyTypes, close } = openOrganization(region, CALLS);
  const found = await observe("organizations:ListRoots", policyTypes);
  close();
  return found;
}

/** Judges the members of a Region's detector as `status` does. */
export async function memberHealth(
  { autoEnable, memberAccountIds }: HealthSettings,
  { wanted, policyTypes }: { wanted: WantedAccounts; policyTypes: Promise<Result<string[]>> },
  detectorId: string,
  detector: Result<ObservedDetector | undefined>,
  reader: DetectorReader & MemberReader,
): Promise<HealthFinding[]> {
  // Without a detector there is more to repair first.
  if (detector.value === undefined) return [];
  const [{ members, plans, organization }, accounts, types] = await Promise.all([
    observeMembers(detectorId, reader, autoEnable !== undefined),
    wanted,
    policyTypes,
  ]);
  const of = <T>(result: Result<T> | undefined, findings: (value: T) => HealthFinding[]) =>
    result === undefined
      ? []
      : result.finding === undefined
        ? findings(result.value as T)
        : [result.finding];
  const byAutoEnable = autoEnable === "ALL";
  return [
    ...of(organization, (value) =>
      organizationFindings({ ...(autoEnable && { autoEnable }), features: [] }, value),
    ),
    ...of(types, (value) =>
      policyTypeFindings({ ...(autoEnable && { autoEnable }), features: [] }, value),
    ),
    ...of(accounts, () => []),
    ...of(members, (value) => {
      // Those that are named are known all the same.
      const accountIds = new Set(accounts.value ?? memberAccountIds);
      return memberFindings({ accountIds, byAutoEnable }, value);
    }),
    ...of(plans, (value) => memberPlanFindings(detector.value?.plans, value)),
  ];
}
