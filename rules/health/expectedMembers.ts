import type { FeatureScope } from "../args/featureRegions";
import { featuresIn, statusesIn } from "../args/featureRegions";
import type { MembersManagedBy } from "../args/choices";
import type { ExpectedMembers, ExpectedOrganization, ExpectedPlans } from "./members";
import { isManagedByPolicies } from "./members";

/** What a configuration sets for members, as far as it decides about their health. */
export interface DeclaredMembers {
  managedBy: MembersManagedBy;
  /** Undefined: not compared. */
  autoEnable?: string | undefined;
  /** Accounts that have to be enabled members, with ALL in addition to those of the organization. */
  accounts: readonly { accountId: string; features: readonly OwnPlan[] }[];
  features: readonly (FeatureScope & { name: string; autoEnable: string })[];
  /** Accounts that are to be no members. */
  exclude: readonly string[];
}

/** A protection plan of one member. */
type OwnPlan = FeatureScope & { name: string; status: string };

/** An account of the organization. */
interface Account {
  accountId: string;
  active: boolean;
  name?: string | undefined;
}

/** Whether a Region's settings of the organization are compared. */
export function comparesOrganization({ autoEnable, features }: DeclaredMembers): boolean {
  return autoEnable !== undefined || features.length > 0;
}

/** Whether GuardDuty is to enable accounts or plans by itself, which GuardDuty policies of the organization decide as well. */
export function policyTypesMatter(members: DeclaredMembers): boolean {
  return members.managedBy === "policy" || comparesOrganization(members);
}

/** What GuardDuty's settings of the organization have to be in a Region. */
export function expectedOrganization(
  { managedBy, autoEnable, features }: DeclaredMembers,
  region: string,
): ExpectedOrganization {
  return {
    ...{ managedBy, features: featuresIn(features, region) },
    ...(autoEnable !== undefined && { autoEnable }),
  };
}

/** What the protection plans of members have to be in a Region. */
export function expectedPlans(
  { accounts, features }: DeclaredMembers,
  region: string,
): ExpectedPlans {
  const forAll = featuresIn(features, region).filter(({ autoEnable }) => autoEnable === "ALL");
  return {
    forAll: forAll.map(({ name }) => name),
    ofMembers: Object.fromEntries(
      accounts.map((member) => [member.accountId, statusesIn(member.features, region)]),
    ),
  };
}

/** What was read of the organization; what could not be read is empty. */
interface ReadOrganization {
  accounts: readonly Account[];
  /** The types of policies that it has enabled. */
  policyTypes: readonly string[];
  administratorId: string;
}

/** The accounts that have to be members: those of the configuration, and with ALL every active one of the organization. */
export function expectedMembers(
  { managedBy, autoEnable, accounts, exclude }: DeclaredMembers,
  organization: ReadOrganization,
): ExpectedMembers {
  const { accounts: all, policyTypes, administratorId } = organization;
  const active = all.filter((one) => one.active && one.accountId !== administratorId);
  return {
    accountIds: new Set([...accounts, ...active].map(({ accountId }) => accountId)),
    byAutoEnable: autoEnable === "ALL",
    byPolicy: managedBy === "policy" || isManagedByPolicies(policyTypes),
    excluded: exclude,
    names: new Map(
      all.flatMap(({ accountId, name }) => (name ? [[accountId, name] as const] : [])),
    ),
  };
}
