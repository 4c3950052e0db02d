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
    AttachPolicy: { stricter: BY_MANAGEMENT },
    CreateOrganizationalUnit: {},
    CreatePolicy: {
      stricter: `${BY_MANAGEMENT}; a name is free in all types; ${CONTENT}`,
      differs: `${TYPES}; of GuardDuty policies only \`@@assign\``,
    },
    DeleteOrganizationalUnit: {},
    DeletePolicy: { stricter: BY_MANAGEMENT },
    DeregisterDelegatedAdministrator: {},
    DescribeAccount: {},
    DescribeEffectivePolicy: {
      differs:
        "GUARDDUTY_POLICY alone; of policies on one node that assign different values the one attached first counts; LastUpdatedTimestamp is the time of the call",
    },
    DescribeOrganization: {},
    DescribeOrganizationalUnit: {},
    DescribePolicy: {},
    DetachPolicy: { stricter: BY_MANAGEMENT },
    DisableAWSServiceAccess: { differs: "what a service keeps of the organization stays" },
    DisablePolicyType: { stricter: BY_MANAGEMENT, differs: TYPES },
    EnableAWSServiceAccess: {},
    EnablePolicyType: {
      stricter: `${BY_MANAGEMENT}; GUARDDUTY_POLICY needs trusted access of GuardDuty`,
      differs: TYPES,
    },
    ListAWSServiceAccessForOrganization: {},
    ListAccounts: {},
    ListAccountsForParent: {},
    ListChildren: {},
    ListDelegatedAdministrators: {},
    ListDelegatedServicesForAccount: {},
    ListOrganizationalUnitsForParent: {},
    ListParents: {},
    ListPolicies: { differs: "lists no policy of other types: the sandbox has none" },
    ListPoliciesForTarget: { differs: "lists no policy of other types: the sandbox has none" },
    ListRoots: {},
    ListTagsForResource: {},
    ListTargetsForPolicy: {},
    MoveAccount: {},
    RegisterDelegatedAdministrator: {},
    TagResource: { stricter: BY_MANAGEMENT },
    UntagResource: { stricter: BY_MANAGEMENT },
    UpdateOrganizationalUnit: {},
    UpdatePolicy: { stricter: `${BY_MANAGEMENT}; ${CONTENT}` },
  },
};
