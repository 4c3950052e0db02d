import type { ExportSettings } from "../args";
import { EBS_SCAN_SERVICE, trustedAccessFindings } from "../health";
import type { AccountRole } from "../plan";
import type { Problem } from "../problems";
import { asWarning, problem, remove, setTo, toDo } from "../problems";
import type { DelegationIn } from "../problems/texts/imports";
import { knownRegion } from "../regions";

/** GuardDuty's service principal in Organizations. */
export const GUARDDUTY_SERVICE = "guardduty.amazonaws.com";

/** The argument that an account is given by. */
export const ACCOUNT_PATHS: { readonly [account in AccountRole]: string } = {
  administrator: "organization.administrator",
  management: "organization.management",
  bucket: "bucket.account",
  key: "key.account",
  member: "account",
};

/** Credentials of another account than the configured one: providers that the program passes in reject none. */
export function otherAccountProblems(
  account: AccountRole,
  expected: string | undefined,
  actual: string | undefined,
): Problem[] {
  if (expected === undefined || actual === undefined || actual === expected) return [];
  const fix = toDo("useCredentials", { accountId: expected });
  const path = `${ACCOUNT_PATHS[account]}.accountId`;
  return [problem("otherAccount", path, fix, { actual, expected })];
}

/** Credentials that AWS or the provider rejects. */
export function credentialsProblem(
  account: AccountRole,
  expected: string | undefined,
  message: string,
): Problem {
  const fix =
    expected === undefined
      ? toDo("correctCredentials")
      : toDo("useCredentials", { accountId: expected });
  return problem("credentialsRejected", ACCOUNT_PATHS[account], fix, { message });
}

/**
 * Another account is GuardDuty's delegated administrator already. AWS's pages disagree whether the account may differ by Region: an account
 * that has none of the Regions is a warning. `delegations`: by Region; undefined: they could not be read, and AWS allows one for all.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
 */
export function delegationProblems(
  delegated: readonly string[],
  administrator: string,
  delegations?: readonly DelegationIn[],
): Problem[] {
  const isOther = (accountId: string | undefined): accountId is string =>
    accountId !== undefined && accountId !== administrator;
  const path = `${ACCOUNT_PATHS.administrator}.accountId`;
  const taken = delegations?.filter((one) => isOther(one.delegated));
  const [first] = taken?.flatMap((one) => one.delegated ?? []) ?? [];
  if (taken !== undefined && first !== undefined) {
    const values = { administrator, delegations: taken };
    return [problem("administratorOfRegion", path, setTo(path, first), values)];
  }
  const others = delegated.filter(isOther);
  const [other] = others;
  if (other === undefined) return [];
  const values = { administrator, delegated: others };
  if (delegations === undefined) {
    return [problem("otherDelegatedAdministrator", path, setTo(path, other), values)];
  }
  return [asWarning(problem("administratorDiffersByRegion", path, setTo(path, other), values))];
}

/** A Region as the Account Management API lists it. */
export interface RegionStatus {
  regionName: string;
  /** ENABLED_BY_DEFAULT, ENABLED, ENABLING, DISABLING or DISABLED. */
  regionOptStatus: string;
}

/** Opt-in Regions that an account is used in and has not enabled; those with one fix are one problem. */
export function regionProblems(
  account: AccountRole,
  used: readonly string[],
  statuses: readonly RegionStatus[],
): Problem[] {
  const status = new Map(statuses.map((one) => [one.regionName, one.regionOptStatus]));
  const off = used
    .filter((region) => knownRegion(region).optIn && status.get(region) !== "ENABLED")
    .map((region) => ({ region, status: status.get(region) }));
  const fixes = [
    ["waitForRegions", off.filter((one) => one.status === "ENABLING")],
    ["removeRegions", off.filter((one) => one.status === undefined)],
    ["enableRegions", off.filter((one) => one.status !== undefined && one.status !== "ENABLING")],
  ] as const;
  return fixes
    .filter(([, regions]) => regions.length > 0)
    .map(([id, regions]) => {
      const fix = toDo(id, { regions: regions.map(({ region }) => region) });
      return problem("regionsNotEnabled", "regions", fix, { account, regions });
    });
}

/** The account that is said to manage an organization is in none. */
export function noOrganizationProblem(accountId: string): Problem {
  const fix = remove(ACCOUNT_PATHS.management);
  return problem("noOrganization", `${ACCOUNT_PATHS.management}.accountId`, fix, { accountId });
}

/** Scans of members' volumes need trusted access, which the organization does not have. */
export function trustedAccessProblems(
  { features }: ExportSettings["members"],
  trustedServices: readonly string[],
): Problem[] {
  return trustedAccessFindings({ features }, trustedServices).map(() => {
    const fix = setTo(`${ACCOUNT_PATHS.management}.malwareProtectionAccess`, true);
    const service = EBS_SCAN_SERVICE;
    return asWarning(
      problem("volumeScansNotTrusted", "organization.members.features", fix, { service }),
    );
  });
}

/** The management account of a deployed export is another one: delegation and members do not move between organizations. */
export function movedManagementProblems(from: string, to: string): Problem[] {
  if (from === to) return [];
  const path = `${ACCOUNT_PATHS.management}.accountId`;
  return [problem("managementMoved", path, toDo("endDelegation", { from, to }), { from, to })];
}

/** The detectors of a stack are in another account than the administrator: neither they nor their findings move between accounts. */
export function movedAdministratorProblems(
  path: string,
  detectorsIn: string,
  administrator: string,
): Problem[] {
  if (detectorsIn === administrator) return [];
  const fix = toDo("useAccount", { accountId: detectorsIn, other: administrator });
  return [problem("administratorMoved", path, fix, { from: detectorsIn, to: administrator })];
}
