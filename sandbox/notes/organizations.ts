import type { ServiceNotes } from "./notes";

export const organizationsNotes: ServiceNotes = {
  title: "AWS Organizations",
  source: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_*.html",
  operations: {
    DeregisterDelegatedAdministrator: {},
    DescribeAccount: {},
    DescribeOrganization: {},
    DescribeOrganizationalUnit: {},
    DescribePolicy: {},
    DisableAWSServiceAccess: {},
    EnableAWSServiceAccess: {},
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
    ListTargetsForPolicy: {},
    RegisterDelegatedAdministrator: {},
  },
};
