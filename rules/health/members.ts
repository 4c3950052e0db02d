import type { DetectorLocation } from "../texts/awsCommands";
import type { MembersManagedBy } from "../args/choices";
import { listedFirst } from "../grouped";
import { managedRegion } from "../organizationPolicy/effective";
import type {
  HealthFinding,
  MissingMember,
  ObservedMember,
  ObservedMemberPlans,
  ObservedOrganization,
} from "./types";
import { error, warning } from "./types";

/** What the organization's settings of GuardDuty have to be; what is undefined is not compared. */
export interface ExpectedOrganization {
  /** Defaults to guardduty. */
  managedBy?: MembersManagedBy;
  autoEnable?: string;
  features: readonly { name: string; autoEnable: string }[];
}

/** The accounts that have to be members. */
export interface ExpectedMembers {
  accountIds: ReadonlySet<string>;
  /** Whether GuardDuty enables them by itself. */
  byAutoEnable: boolean;
  /** By account, where they are known. */
  names?: ReadonlyMap<string, string>;
  /** Accounts that are to be no members. Defaults to none. */
  excluded?: readonly string[];
  /** Whether GuardDuty policies of the organization decide who is enabled. Defaults to false. */
  byPolicy?: boolean;
}

/** Statuses on the way to a membership, and those of accounts that GuardDuty cannot enable: AWS's own, and none that a call sets. */
const NOT_REMOVED: readonly string[] = [
  ...["Enabled", "Created", "Invited", "EmailVerificationInProgress", "EmailVerificationFailed"],
  ...["RegionDisabled", "AccountSuspended", "CannotCreateDetectorInOrganizationMasterAccount"],
];

/** Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribeOrganizationConfiguration.html */
export function organizationFindings(
  expected: ExpectedOrganization,
  { autoEnable, features, limitReached }: ObservedOrganization,
): HealthFinding[] {
  const differs = (of: string, value = "NONE", wanted: string): HealthFinding[] =>
    value === wanted ? [] : [error("autoEnableDiffers", { of, value, expected: wanted })];
  return [
    ...(expected.autoEnable ? differs("members", autoEnable, expected.autoEnable) : []),
    ...expected.features.flatMap(({ name, autoEnable: wanted }) =>
      differs(name, features[name], wanted),
    ),
    ...(limitReached ? [error("memberLimitReached", {})] : []),
  ];
}

/** A type of policy of AWS Organizations. */
const GUARDDUTY_POLICY = "GUARDDUTY_POLICY";

/**
 * Settings for accounts that join: with the policy type enabled, none of them applies in any Region, whatever policy is attached.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies-how-it-works.html
 */
export function policyTypeFindings(
  { managedBy, autoEnable = "NONE", features }: ExpectedOrganization,
  policyTypes: readonly string[],
): HealthFinding[] {
  if (managedBy === "policy") {
    return isManagedByPolicies(policyTypes) ? [] : [error("policyTypeNotEnabled", {})];
  }
  if (!policyTypes.includes(GUARDDUTY_POLICY)) return [];
  const settings = [
    ...(autoEnable === "NONE" ? [] : ["members.autoEnable"]),
    ...(features.some((one) => one.autoEnable !== "NONE") ? ["members.features"] : []),
  ];
  return settings.length === 0 ? [] : [warning("autoEnableOverridden", { settings })];
}

/** Whether policies of the organization take the place of auto-enable in every Region. */
export function isManagedByPolicies(policyTypes: readonly string[]): boolean {
  return policyTypes.includes(GUARDDUTY_POLICY);
}

/** What was observed of a Region's accounts. */
type Managed = Pick<ObservedMemberPlans, "managedBy">;

/** Whether a protection plan of one of the accounts is set by a policy. */
export function hasManagedPlan(accounts: readonly Managed[]): boolean {
  return accounts.some(({ managedBy = {} }) => Object.values(managedBy).includes(GUARDDUTY_POLICY));
}

/** The accounts whose effective policies decide where no plan is managed: the administrator, and one that it has enabled. */
export function sampledAccounts(
  administratorId: string,
  members: readonly ObservedMember[],
): string[] {
  const enabled = members.filter(({ status }) => status === "Enabled");
  const [first] = enabled.map(({ accountId }) => accountId).sort();
  return [administratorId, ...(first === undefined ? [] : [first])];
}

/** A Region in which no policy enables GuardDuty: accounts that join have no detector there. */
export function managementFindings(
  region: string,
  policies: readonly { accountId: string; content: string | undefined }[],
): HealthFinding[] {
  const isManaged = policies.some(({ content }) => managedRegion(content, region)?.enabled);
  const accountIds = policies.map(({ accountId }) => accountId);
  return isManaged ? [] : [error("regionNotManaged", { accountIds })];
}

const EBS_SCANS = "EBS_MALWARE_PROTECTION";

/** The service that scans volumes of members. */
export const EBS_SCAN_SERVICE = "malware-protection.guardduty.amazonaws.com";

/** Whether members have a protection plan that needs trusted access in the organization. */
export const needsTrustedAccess = ({ features, accounts = [] }: PlansOfMembers): boolean =>
  features.some(({ name, autoEnable }) => name === EBS_SCANS && autoEnable !== "NONE") ||
  accounts.some((one) =>
    one.features.some(({ name, status }) => name === EBS_SCANS && status === "ENABLED"),
  );

interface PlansOfMembers extends Pick<ExpectedOrganization, "features"> {
  /** Defaults to none. */
  accounts?: readonly { features: readonly { name: string; status: string }[] }[];
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-orgs.html */
export function trustedAccessFindings(
  organization: PlansOfMembers,
  trustedServices: readonly string[],
): HealthFinding[] {
  if (!needsTrustedAccess(organization) || trustedServices.includes(EBS_SCAN_SERVICE)) return [];
  return [warning("trustedAccessMissing", { plan: EBS_SCANS, service: EBS_SCAN_SERVICE })];
}

/** The accounts that have to be enabled members and are not. */
export function missingMembers(
  { accountIds, names }: ExpectedMembers,
  members: readonly ObservedMember[],
): MissingMember[] {
  const known = new Map(members.map((one) => [one.accountId, one]));
  return [...accountIds].flatMap((accountId) => {
    const status = known.get(accountId)?.status;
    if (status === "Enabled") return [];
    const name = names?.get(accountId);
    return [{ accountId, ...(name && { name }), ...(status && { status }) }];
  });
}

/**
 * Members that are expected and missing, and others that the administrator has suspended or that were removed: it has no findings of them.
 * Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html
 */
export function memberFindings(
  at: DetectorLocation,
  expected: ExpectedMembers,
  members: readonly ObservedMember[],
): HealthFinding[] {
  const missing = listedFirst(missingMembers(expected, members));
  const { byAutoEnable, excluded = [] } = expected;
  const byPolicy = expected.byPolicy ? { byPolicy: true } : {};
  const others = members.filter(
    ({ accountId, status }) =>
      ![...expected.accountIds, ...excluded].includes(accountId) && !NOT_REMOVED.includes(status),
  );
  const enabled = members
    .filter(({ accountId, status }) => excluded.includes(accountId) && status === "Enabled")
    .map(({ accountId }) => accountId);
  return [
    ...(enabled.length > 0
      ? [error("excludedMembersEnabled", { ...at, ...listedFirst(enabled), ...byPolicy })]
      : []),
    ...(missing.count > 0
      ? [error("membersNotEnabled", { ...missing, byAutoEnable, ...byPolicy })]
      : []),
    ...(others.length > 0
      ? [warning("membersNotMonitored", { ...at, ...listedFirst(others), ...byPolicy })]
      : []),
  ];
}

/** What every account has, and no call turns off. */
const FOUNDATIONAL: readonly string[] = ["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"];

/** What members' protection plans have to be; what is not named is compared with the administrator's own. */
export interface ExpectedPlans {
  /** Enabled for every member. Defaults to none. */
  forAll?: readonly string[];
  /** Of single members, whatever others have: account -> plan -> ENABLED or DISABLED. Defaults to none. */
  ofMembers?: { [accountId: string]: { [plan: string]: string } };
}

/** Protection plans that the administrator has enabled for itself, or for every member, and that members have not; and those of single members. */
export function memberPlanFindings(
  at: DetectorLocation,
  own: { [plan: string]: string } | undefined,
  members: readonly ObservedMemberPlans[],
  { forAll = [], ofMembers = {} }: ExpectedPlans = {},
): HealthFinding[] {
  const enabled = Object.entries(own ?? {}).flatMap(([plan, status]) =>
    status === "ENABLED" ? [plan] : [],
  );
  const disabled = [...new Set([...forAll, ...enabled])].flatMap((plan) => {
    if (FOUNDATIONAL.includes(plan)) return [];
    // A plan that GuardDuty does not list is not in the Region.
    const without = members.filter(
      ({ accountId, plans }) => plans[plan] === "DISABLED" && !ofMembers[accountId]?.[plan],
    );
    const make = forAll.includes(plan) ? error : warning;
    const managers = [...new Set(without.map(({ managedBy = {} }) => managedBy[plan]))];
    return managers.map((managedBy) => {
      const these = without.filter((one) => one.managedBy?.[plan] === managedBy);
      const { count, first } = listedFirst(these.map(({ accountId }) => accountId));
      const values = { ...at, plan, count, first, members: members.length };
      return make("memberPlanDisabled", { ...values, ...(managedBy && { managedBy }) });
    });
  });
  return [...disabled, ...members.flatMap((member) => planDifferences(ofMembers, member))];
}

function planDifferences(
  ofMembers: NonNullable<ExpectedPlans["ofMembers"]>,
  { accountId, plans, managedBy: managers = {} }: ObservedMemberPlans,
): HealthFinding[] {
  return Object.entries(ofMembers[accountId] ?? {}).flatMap(([plan, expected]) => {
    const value = plans[plan] ?? "DISABLED";
    const managedBy = managers[plan];
    const values = { accountId, plan, value, expected, ...(managedBy && { managedBy }) };
    return value === expected ? [] : [error("memberPlanDiffers", values)];
  });
}
