import type { Organization, World } from "../../world";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { endDelegation } from "./delegation";
import { constraintViolation } from "./errors";
import { pathText } from "./nodes";
import { accountsOf, belongsTo, organizationsArn, servicesOf, within } from "./within";

/** The service that GUARDDUTY_POLICY is about. */
export const GUARDDUTY = "guardduty.amazonaws.com";

/** The organization, its accounts, and who administers services for it. */
export const organizationOperations: Operations = {
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

  /** AWS suspends the account, and its members' administrators learn it. */
  CloseAccount: within("management", (world, organization, { AccountId }) => {
    requireAccount(organization, AccountId);
    if (AccountId === organization.management) {
      throw constraintViolation("CANNOT_CLOSE_MANAGEMENT_ACCOUNT");
    }
    if (servicesOf(organization, AccountId).length > 0) {
      throw constraintViolation("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG");
    }
    const account = world.accounts[AccountId];
    if (account !== undefined) account.closed = true;
    for (const { members } of Object.values(world.detectors)) {
      const member = members[AccountId];
      if (member !== undefined) member.relationshipStatus = "AccountSuspended";
    }
  }),

  EnableAWSServiceAccess: within("management", (_world, organization, { ServicePrincipal }) => {
    enableServiceAccess(organization, ServicePrincipal);
  }),

  DisableAWSServiceAccess: within("management", (world, organization, { ServicePrincipal }) => {
    const { policyTypes } = organization;
    if (ServicePrincipal === GUARDDUTY && policyTypes.includes("GUARDDUTY_POLICY")) {
      throw constraintViolation("POLICY_TYPE_ENABLED_FOR_THIS_SERVICE");
    }
    organization.serviceAccess = organization.serviceAccess.filter(
      (service) => service !== ServicePrincipal,
    );
    if (ServicePrincipal === GUARDDUTY) endDelegation(world, organization);
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
    if (!organization.serviceAccess.includes(ServicePrincipal)) {
      throw constraintViolation("SERVICE_ACCESS_NOT_ENABLED");
    }
    if (servicesOf(organization, AccountId).includes(ServicePrincipal)) {
      throw new AwsError(
        "AccountAlreadyRegisteredException",
        "The provided account is already a delegated administrator for your organization.",
      );
    }
    registerAdministrator(organization, AccountId, ServicePrincipal);
  }),

  DeregisterDelegatedAdministrator: within("management", (world, organization, input) => {
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
    if (ServicePrincipal === GUARDDUTY) endDelegation(world, organization, AccountId);
  }),
};

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

export function requireAccount(organization: Organization, accountId: string): void {
  if (belongsTo(organization, accountId)) return;
  throw new AwsError(
    "AccountNotFoundException",
    "You specified an account that doesn't exist in your organization.",
  );
}

export function accountMembers(world: World, id: string): Members {
  const status = world.accounts[id]?.closed ? "SUSPENDED" : "ACTIVE";
  return {
    Id: id,
    Arn: accountArn(world, id),
    Name: world.accounts[id]?.name ?? "",
    Email: emailOf(world, id),
    Status: status,
    State: status,
    Paths: world.organization && [pathText(world.organization, id)],
    JoinedMethod: "CREATED",
    JoinedTimestamp: new Date(0),
  };
}

function accountArn({ organization }: World, id: string): string {
  return organizationsArn(organization?.management ?? "", `account/${organization?.id}/${id}`);
}
