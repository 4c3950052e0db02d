import {
  DescribeEffectivePolicyCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  EffectivePolicyNotFoundException,
  OrganizationsClient,
  paginateListAccounts,
  paginateListAWSServiceAccessForOrganization,
  paginateListParents,
  paginateListPoliciesForTarget,
  paginateListRoots,
} from "@aws-sdk/client-organizations";

import type { ClientSettings, Connection } from "./connection";
import { connect } from "./connection";
import type { Credentials } from "./credentials";
import { itemsOf } from "./pages";

/** An account of the organization. */
export interface OrganizationAccount {
  accountId: string;
  name: string;
  email: string;
  active: boolean;
}

/** A resource control policy. */
export interface ResourceControlPolicy {
  id: string;
  name: string;
  /** Its text. */
  content: string;
}

/** AWS Organizations as an account sees it; every call rejects with the error of the SDK. */
export interface Organization {
  managementAccountId(): Promise<string>;
  accounts(): Promise<OrganizationAccount[]>;
  /** Those that are attached to the account, to the organizational units that it is in, and to the root. */
  resourceControlPolicies(accountId: string): Promise<ResourceControlPolicy[]>;
  /** The types of policies that are enabled in the root. */
  policyTypes(): Promise<string[]>;
  /** The GuardDuty policies in effect for an account, merged, as JSON; undefined: there are none. */
  guardDutyPolicy(accountId: string): Promise<string | undefined>;
  /** The services that have trusted access. */
  trustedServices(): Promise<string[]>;
  close(): void;
}

export function organization(
  region: string,
  credentials: Credentials,
  settings: ClientSettings,
): Organization {
  const connection = connect(OrganizationsClient, region, settings, credentials);
  const { client, options } = connection;
  return {
    async managementAccountId() {
      const answer = await client.send(new DescribeOrganizationCommand({}), options());
      return answer.Organization?.MasterAccountId ?? "";
    },
    accounts: () => accountsOf(client),
    policyTypes: () => policyTypesOf(client),
    guardDutyPolicy: (accountId) => guardDutyPolicyOf(connection, accountId),
    async trustedServices() {
      const services: string[] = [];
      const pages = paginateListAWSServiceAccessForOrganization({ client }, {});
      for await (const { EnabledServicePrincipals = [] } of pages) {
        services.push(...EnabledServicePrincipals.flatMap((one) => one.ServicePrincipal ?? []));
      }
      return services;
    },
    async resourceControlPolicies(accountId) {
      const attached = await Promise.all(
        (await pathOf(connection, accountId)).map((target) => attachedTo(connection, target)),
      );
      return [...new Map(attached.flat().map((one) => [one.id, one])).values()];
    },
    close: connection.close,
  };
}

/** The accounts of the organization, with the credentials of the environment. */
export function openOrganization(
  region: string,
  settings: ClientSettings,
): Pick<Organization, "accounts" | "guardDutyPolicy" | "policyTypes" | "close"> {
  const connection = connect(OrganizationsClient, region, settings);
  const { client, close } = connection;
  return {
    accounts: () => accountsOf(client),
    guardDutyPolicy: (accountId) => guardDutyPolicyOf(connection, accountId),
    policyTypes: () => policyTypesOf(client),
    close,
  };
}

async function guardDutyPolicyOf(
  { client, options }: Connection<OrganizationsClient>,
  TargetId: string,
): Promise<string | undefined> {
  try {
    const input = { PolicyType: "GUARDDUTY_POLICY", TargetId } as const;
    const answer = await client.send(new DescribeEffectivePolicyCommand(input), options());
    return answer.EffectivePolicy?.PolicyContent;
  } catch (error) {
    if (error instanceof EffectivePolicyNotFoundException) return undefined;
    throw error;
  }
}

async function policyTypesOf(client: OrganizationsClient): Promise<string[]> {
  const types: string[] = [];
  for await (const { Roots = [] } of paginateListRoots({ client }, {})) {
    for (const { PolicyTypes = [] } of Roots) {
      types.push(
        ...PolicyTypes.filter(({ Status }) => Status === "ENABLED").flatMap(
          ({ Type }) => Type ?? [],
        ),
      );
    }
  }
  return types;
}

async function accountsOf(client: OrganizationsClient): Promise<OrganizationAccount[]> {
  const found: OrganizationAccount[] = [];
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
    for (const { Id = "", Name = "", Email = "", State, Status } of Accounts) {
      const active = (State ?? Status) === "ACTIVE";
      found.push({ accountId: Id, name: Name, email: Email, active });
    }
  }
  return found;
}

/** The account, the organizational units that it is in, and the root. */
async function pathOf(
  { client, options }: Connection<OrganizationsClient>,
  accountId: string,
): Promise<string[]> {
  const path: string[] = [];
  for (let node: string | undefined = accountId; node !== undefined; node = await parentOf(node)) {
    path.push(node);
  }
  return path;

  /** Undefined: the node is the root. */
  async function parentOf(ChildId: string): Promise<string | undefined> {
    if (ChildId.startsWith("r-")) return undefined;
    const pages = paginateListParents({ client }, { ChildId }, options());
    // Organizations may answer an empty page before the one that has the parent.
    const [parent] = await itemsOf(pages, ({ Parents }) => Parents);
    if (parent?.Id === undefined) throw new Error(`Organizations returned no parent of ${ChildId}`);
    return parent.Id;
  }
}

/** RCPFullAWSAccess, which AWS attaches everywhere, denies nothing. */
const FULL_ACCESS = "p-RCPFullAWSAccess";

async function attachedTo(
  { client, options }: Connection<OrganizationsClient>,
  TargetId: string,
): Promise<ResourceControlPolicy[]> {
  const input = { TargetId, Filter: "RESOURCE_CONTROL_POLICY" as const };
  const found: ResourceControlPolicy[] = [];
  for await (const { Policies = [] } of paginateListPoliciesForTarget({ client }, input)) {
    for (const { Id = "", Name = "" } of Policies) {
      if (Id === FULL_ACCESS) continue;
      const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }), options());
      found.push({ id: Id, name: Name, content: Policy?.Content ?? "" });
    }
  }
  return found;
}
