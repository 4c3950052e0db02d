import type { Cloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { Organization, OrganizationAccount } from "../../aws/organization";
import { isManagedByPolicies, needsTrustedAccess, policyTypesMatter } from "../../rules/health";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { Finding, Result } from "../findings";
import { unchecked } from "../findings";

/** Only with ALL every account has to be a member. */
export async function observeAccounts(
  plan: ExportPlan,
  cloud: Cloud,
): Promise<Result<OrganizationAccount[]> | undefined> {
  if (plan.settings.members.autoEnable !== "ALL") return undefined;
  return ofOrganization(plan, cloud, "ListAccounts", (organization) => organization.accounts());
}

/** Undefined: GuardDuty is to enable nothing by itself. */
export async function observePolicyTypes(
  plan: ExportPlan,
  cloud: Cloud,
): Promise<Result<string[]> | undefined> {
  if (!policyTypesMatter(plan.settings.members)) return undefined;
  return ofOrganization(plan, cloud, "ListRoots", (organization) => organization.policyTypes());
}

/** The policy in effect for an account; `content`: undefined: there is none. */
export interface EffectivePolicy {
  accountId: string;
  content: string | undefined;
}

/** The GuardDuty policies in effect for accounts of which no protection plan is managed, by Region. Undefined: policies do not manage members. */
export async function observeEffectivePolicies(
  plan: ExportPlan,
  cloud: Cloud,
  policyTypes: Result<string[]> | undefined,
  accounts: { [region: string]: readonly string[] },
): Promise<{ [region: string]: Result<EffectivePolicy[]> } | undefined> {
  if (plan.settings.members.managedBy !== "policy") return undefined;
  if (!isManagedByPolicies(policyTypes?.value ?? [])) return undefined;
  const read = new Map<string, Promise<Result<string | undefined>>>();
  const policyOf = (accountId: string) => {
    const found =
      read.get(accountId) ??
      ofOrganization(plan, cloud, "DescribeEffectivePolicy", (organization) =>
        organization.guardDutyPolicy(accountId),
      );
    read.set(accountId, found);
    return found;
  };
  const found = await Promise.all(
    Object.entries(accounts).map(async ([region, ids]) => [region, await all(ids)] as const),
  );
  return Object.fromEntries(found);

  async function all(ids: readonly string[]): Promise<Result<EffectivePolicy[]>> {
    const policies = await Promise.all(ids.map(policyOf));
    const refused = policies.find(({ finding }) => finding !== undefined);
    if (refused?.finding) return { finding: refused.finding };
    return {
      value: ids.map((accountId, index) => ({ accountId, content: policies[index]?.value })),
    };
  }
}

/** Undefined: members have no protection plan that needs trusted access. */
export async function observeTrustedServices(
  plan: ExportPlan,
  cloud: Cloud,
): Promise<Result<string[]> | undefined> {
  if (!needsTrustedAccess(plan.settings.members)) return undefined;
  return ofOrganization(plan, cloud, "ListAWSServiceAccessForOrganization", (organization) =>
    organization.trustedServices(),
  );
}

/** Asked with the role of the management account, or else of the administrator. */
async function ofOrganization<Value>(
  { settings: { management } }: ExportPlan,
  cloud: Cloud,
  action: string,
  read: (organization: Organization) => Promise<Value>,
): Promise<Result<Value>> {
  const role = management ? "management" : "administrator";
  const { value, finding } = cloud.organization(role);
  if (value === undefined) return { finding: ofAccount(role, finding) };
  return observe(`organizations:${action}`, () => read(value));
}

/** What an account leaves unchecked that cannot be accessed. */
export function ofAccount(role: AccountRole, cause: Finding): Finding {
  return unchecked("accountNotAccessible", { role, cause });
}
