import { arnText } from "../../rules/arn";
import type { Organization, World } from "../world";
import type { Operation, Operations } from "./aws";
import { AwsError, type Caller, type Members } from "./contract";

/** Whom an operation is open to: any account of the organization, those that manage it or a part of it, or its management. */
type Audience = "anyone" | "delegated" | "management";

/** An organization has one root. */
const ROOT_ID = "r-sbx0";

export const organizationsOperations: Operations = {
  DescribeOrganization: within("anyone", (world, { id, management }) => ({
    Organization: {
      Id: id,
      Arn: organizationsArn(management, `organization/${id}`),
      FeatureSet: "ALL",
      MasterAccountId: management,
      MasterAccountArn: accountArn(world, management),
      MasterAccountEmail: emailOf(world, management),
    },
  })),

  ListAccounts: within("delegated", (world, organization) => ({
    Accounts: accountsOf(organization).map((id) => accountMembers(world, id)),
  })),

  ListRoots: within("delegated", (_world, { id, management }) => ({
    Roots: [
      {
        Id: ROOT_ID,
        Arn: organizationsArn(management, `root/${id}/${ROOT_ID}`),
        Name: "Root",
        PolicyTypes: [],
      },
    ],
  })),

  DescribeAccount: within("delegated", (world, organization, { AccountId }) => {
    requireAccount(organization, AccountId);
    return { Account: accountMembers(world, AccountId) };
  }),

  ListDelegatedAdministrators: within("delegated", (world, organization, { ServicePrincipal }) => ({
    DelegatedAdministrators: Object.entries(organization.delegatedAdministrators)
      .filter(([, services]) =>
        ServicePrincipal === undefined ? services.length > 0 : services.includes(ServicePrincipal),
      )
      .map(([id]) => accountMembers(world, id)),
  })),

  ListDelegatedServicesForAccount: within("delegated", (_world, organization, { AccountId }) => ({
    DelegatedServices: servicesOf(organization, AccountId).map((ServicePrincipal) => ({
      ServicePrincipal,
    })),
  })),

  ListAWSServiceAccessForOrganization: within("delegated", (_world, { serviceAccess }) => ({
    EnabledServicePrincipals: serviceAccess.map((ServicePrincipal) => ({ ServicePrincipal })),
  })),

  EnableAWSServiceAccess: within("management", (_world, organization, { ServicePrincipal }) => {
    enableServiceAccess(organization, ServicePrincipal);
  }),

  DisableAWSServiceAccess: within("management", (_world, organization, { ServicePrincipal }) => {
    organization.serviceAccess = organization.serviceAccess.filter(
      (service) => service !== ServicePrincipal,
    );
  }),

  RegisterDelegatedAdministrator: within("management", (_world, organization, input) => {
    const { AccountId, ServicePrincipal } = input;
    requireAccount(organization, AccountId);
    if (AccountId === organization.management) {
      throw new AwsError(
        "ConstraintViolationException",
        "You cannot register master account/yourself as delegated administrator for your organization.",
      );
    }
    if (servicesOf(organization, AccountId).includes(ServicePrincipal)) {
      throw new AwsError(
        "AccountAlreadyRegisteredException",
        "The provided account is already a delegated administrator for your organization.",
      );
    }
    registerAdministrator(organization, AccountId, ServicePrincipal);
  }),

  DeregisterDelegatedAdministrator: within("management", (_world, organization, input) => {
    const { AccountId, ServicePrincipal } = input;
    requireAccount(organization, AccountId);
    const services = servicesOf(organization, AccountId);
    if (!services.includes(ServicePrincipal)) {
      throw new AwsError(
        "AccountNotRegisteredException",
        "The provided account is not a registered delegated administrator for your organization.",
      );
    }
    const left = services.filter((service) => service !== ServicePrincipal);
    if (left.length > 0) organization.delegatedAdministrators[AccountId] = left;
    else delete organization.delegatedAdministrators[AccountId];
  }),
};

/** All accounts, the management account first. */
export function accountsOf({ management, members }: Organization): string[] {
  return [...new Set([management, ...members])];
}

export function belongsTo(organization: Organization | undefined, accountId: string): boolean {
  return organization !== undefined && accountsOf(organization).includes(accountId);
}

export function enableServiceAccess(organization: Organization, service: string): void {
  if (!organization.serviceAccess.includes(service)) organization.serviceAccess.push(service);
}

export function registerAdministrator(
  organization: Organization,
  accountId: string,
  service: string,
): void {
  const services = servicesOf(organization, accountId);
  if (!services.includes(service)) {
    organization.delegatedAdministrators[accountId] = [...services, service];
  }
}

export function emailOf(world: World, accountId: string): string {
  return world.accounts[accountId]?.email ?? `${accountId}@example.com`;
}

function servicesOf({ delegatedAdministrators }: Organization, accountId: string): string[] {
  return delegatedAdministrators[accountId] ?? [];
}

/** An operation on the organization that the caller belongs to. */
function within(
  audience: Audience,
  apply: (world: World, organization: Organization, input: Members) => Members | void,
): Operation {
  return ({ world }, caller, input) => {
    const { organization } = world;
    if (organization === undefined || !belongsTo(organization, caller.accountId)) {
      throw new AwsError(
        "AWSOrganizationsNotInUseException",
        "Your account is not a member of an organization.",
      );
    }
    if (!isAmong(audience, organization, caller)) {
      throw new AwsError(
        "AccessDeniedException",
        "You don't have permissions to access this resource.",
      );
    }
    return apply(world, organization, input);
  };
}

function isAmong(audience: Audience, organization: Organization, { accountId }: Caller): boolean {
  if (audience === "anyone" || accountId === organization.management) return true;
  return audience === "delegated" && servicesOf(organization, accountId).length > 0;
}

function requireAccount(organization: Organization, accountId: string): void {
  if (belongsTo(organization, accountId)) return;
  throw new AwsError(
    "AccountNotFoundException",
    "You specified an account that doesn't exist in your organization.",
  );
}

function accountMembers(world: World, id: string): Members {
  return {
    Id: id,
    Arn: accountArn(world, id),
    Name: world.accounts[id]?.name ?? "",
    Email: emailOf(world, id),
    Status: "ACTIVE",
    State: "ACTIVE",
    JoinedMethod: "CREATED",
    JoinedTimestamp: new Date(0),
  };
}

function accountArn({ organization }: World, id: string): string {
  return organizationsArn(organization?.management ?? "", `account/${organization?.id}/${id}`);
}

function organizationsArn(accountId: string, resource: string): string {
  return arnText({ partition: "aws", service: "organizations", region: "", accountId, resource });
}
