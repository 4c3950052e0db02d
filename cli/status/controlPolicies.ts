import type { Cloud } from "../../aws/cloud";
import { accountOf } from "../../aws/cloud";
import { isCode } from "../../aws/errors";
import { observe } from "../../aws/observe";
import type { Organization } from "../../aws/organization";
import { grouped } from "../../rules/grouped";
import type { ExportPlan } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import type { ControlPolicy, PolicyName } from "../../rules/proof";
import type { Result } from "../findings";
import { unchecked } from "../findings";

const ACTIONS = [
  "organizations:DescribeOrganization",
  "organizations:ListParents",
  "organizations:ListPoliciesForTarget",
  "organizations:DescribePolicy",
];

/**
 * The resource control policies of the accounts of the bucket and the key. There are none outside an organization, and they do not apply
 * to the resources of the management account.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export async function observeControlPolicies(
  { settings, accounts }: ExportPlan,
  cloud: Cloud,
  administratorId: string,
): Promise<Result<ControlPolicy[]>> {
  const role = settings.management ? "management" : "administrator";
  const { value: organization, finding: cause } = cloud.organization(role);
  if (organization === undefined) {
    return { finding: unchecked("accountNotAccessible", { role, cause }) };
  }
  const owners: [PolicyName, string][] = [
    ["bucket", accountOf(cloud, accounts, accounts.bucketOwner) ?? administratorId],
    ["key", accountOf(cloud, accounts, accounts.keyOwner) ?? administratorId],
  ];
  return observe(ACTIONS, () => policiesOf(organization, owners));
}

async function policiesOf(
  organization: Organization,
  owners: readonly [PolicyName, string][],
): Promise<ControlPolicy[]> {
  const managementId = await managementOf(organization);
  if (managementId === undefined) return [];
  const accounts = [...grouped(owners, ([, accountId]) => accountId)];
  const found = await Promise.all(
    accounts
      .filter(([accountId]) => accountId !== managementId)
      .map(async ([accountId, owned]) => {
        const policies = await organization.resourceControlPolicies(accountId);
        return policies.map((policy) => ({ policy, of: owned.map(([name]) => name) }));
      }),
  );
  const each = grouped(found.flat(), ({ policy }) => policy.id);
  return [...each.values()].flatMap((same) =>
    same.slice(0, 1).map(({ policy: { id, name, content } }) => ({
      name: `${id} (${name})`,
      document: JSON.parse(content) as PolicyDocument,
      appliesTo: same.flatMap(({ of }) => of),
    })),
  );
}

/** Undefined: the account is in no organization. */
async function managementOf(organization: Organization): Promise<string | undefined> {
  try {
    return await organization.managementAccountId();
  } catch (error) {
    if (isCode(error, "AWSOrganizationsNotInUseException")) return undefined;
    throw error;
  }
}
