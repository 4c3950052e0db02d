import type { ServiceNotes } from "./notes";

/** A delegated administrator needs a delegation policy of Organizations, which the sandbox lacks. */
const BY_MANAGEMENT = "open to the management account alone: there are no delegation policies";
const TYPES = "SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY and GUARDDUTY_POLICY alone";
const CONTENT =
  "an SCP has Version, Statement and Sids of letters and digits alone, and allows on every resource; an RCP names services that AWS lists for RCPs";

export const organizationsNotes: ServiceNotes = {
  title: "AWS Organizations",
  source: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_*.html",
  operations: {
    AttachPolicy: {
      modelled:
        "the management account; a type that is enabled; how many of a type a node takes; once at a node",
      stricter: BY_MANAGEMENT,
    },
    CreateOrganizationalUnit: {
      modelled:
        "the management account; a name that no other unit of the parent has; units of 5 levels, 2,000 in all",
    },
    CreatePolicy: {
      modelled:
        "the management account; content of its type and size; a name of its own; how many of a type there are; tags",
      stricter: `${BY_MANAGEMENT}; a name is free in all types; ${CONTENT}`,
      differs: `${TYPES}; of GuardDuty policies only \`@@assign\``,
    },
    DeleteOrganizationalUnit: {
      modelled: "the management account; no units or accounts left in it",
    },
    DeletePolicy: {
      modelled: "the management account; no policy of AWS; attached to nothing",
      stricter: BY_MANAGEMENT,
    },
    DeregisterDelegatedAdministrator: {
      modelled: "the management account; a delegated administrator of the service",
      stricter:
        "GuardDuty's delegation ends in every Region, as after DisableOrganizationAdminAccount; AWS does not document it",
    },
    CloseAccount: {
      modelled:
        "the management account; an account of the organization that administers no service; GuardDuty's members are AccountSuspended, and its credentials are refused",
      differs: "in effect at once, and without a quota",
    },
    DescribeAccount: {
      modelled:
        "the management account or a delegated administrator; an account of the organization",
    },
    DescribeEffectivePolicy: {
      modelled: "an account of an organization; policies from the root down",
      differs:
        "GUARDDUTY_POLICY alone; of policies on one node that assign different values the one attached first counts; LastUpdatedTimestamp is the time of the call",
    },
    DescribeOrganization: { modelled: "an account of an organization" },
    DescribeOrganizationalUnit: {
      modelled: "the management account or a delegated administrator; a unit",
    },
    DescribePolicy: { modelled: "the management account or a delegated administrator; a policy" },
    DetachPolicy: {
      modelled: "the management account; a policy that is attached; the last SCP stays",
      stricter: BY_MANAGEMENT,
    },
    DisableAWSServiceAccess: {
      modelled: "the management account; no effect on a service without access",
      stricter:
        "GuardDuty's delegation ends in every Region, as after DisableOrganizationAdminAccount; AWS does not document it",
      differs: "what other services keep of the organization stays",
    },
    DisablePolicyType: {
      modelled: "the management account; the root; a type that is enabled",
      stricter: BY_MANAGEMENT,
      differs: TYPES,
    },
    EnableAWSServiceAccess: { modelled: "the management account; again is no error" },
    EnablePolicyType: {
      modelled: "the management account; the root; a type that is not enabled",
      stricter: `${BY_MANAGEMENT}; GUARDDUTY_POLICY needs trusted access of GuardDuty`,
      differs: TYPES,
    },
    ListAWSServiceAccessForOrganization: {
      modelled: "the management account or a delegated administrator; the services with access",
    },
    ListAccounts: {
      modelled: "the management account or a delegated administrator; every account",
    },
    ListAccountsForParent: {
      modelled: "the management account or a delegated administrator; a root or unit",
    },
    ListChildren: {
      modelled:
        "the management account or a delegated administrator; a root or unit; accounts or units",
    },
    ListDelegatedAdministrators: {
      modelled: "the management account or a delegated administrator; those of a service, or all",
    },
    ListDelegatedServicesForAccount: {
      modelled: "the management account or a delegated administrator; the services of an account",
    },
    ListOrganizationalUnitsForParent: {
      modelled: "the management account or a delegated administrator; a root or unit",
    },
    ListParents: {
      modelled: "the management account or a delegated administrator; an account or unit",
    },
    ListPolicies: {
      modelled: "the management account or a delegated administrator; those of a type",
      differs: "lists no policy of other types: the sandbox has none",
    },
    ListPoliciesForTarget: {
      modelled:
        "the management account or a delegated administrator; a root, unit or account; those of a type",
      differs: "lists no policy of other types: the sandbox has none",
    },
    ListRoots: { modelled: "the management account or a delegated administrator; the one root" },
    ListTagsForResource: {
      modelled:
        "the management account or a delegated administrator; a root, unit, account or policy",
    },
    ListTargetsForPolicy: {
      modelled: "the management account or a delegated administrator; a policy",
    },
    MoveAccount: { modelled: "the management account; from the parent that it has to another one" },
    RegisterDelegatedAdministrator: {
      modelled: "the management account; another account of the organization; once for a service",
    },
    TagResource: { modelled: "the management account; up to 50 tags", stricter: BY_MANAGEMENT },
    UntagResource: {
      modelled: "the management account; a root, unit, account or policy",
      stricter: BY_MANAGEMENT,
    },
    UpdateOrganizationalUnit: {
      modelled: "the management account; a name that no other unit of the parent has",
    },
    UpdatePolicy: {
      modelled: "the management account; content of its type and size; a name of its own",
      stricter: `${BY_MANAGEMENT}; ${CONTENT}`,
    },
  },
};
