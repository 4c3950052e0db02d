import type { Cloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { Organization, OrganizationAccount } from "../../aws/organization";
import { needsTrustedAccess } from "../../rules/health";
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

/** Undefined: GuardDuty is to enable no accounts by itself. */
export async function observePolicyTypes(
  plan: ExportPlan,
  cloud: Cloud,
): Promise<Result<string[]> | undefined> {
  const { autoEnable, features } = plan.settings.members;
  if (autoEnable === undefined && features.length === 0) return undefined;
  return ofOrganization(plan, cloud, "ListRoots", (organization) => organization.policyTypes());
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
