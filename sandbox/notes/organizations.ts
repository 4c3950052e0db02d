import type { ServiceNotes } from "./notes";

export const organizationsNotes: ServiceNotes = {
  title: "AWS Organizations",
  source: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_*.html",
  operations: {
    DeregisterDelegatedAdministrator: {},
    DescribeAccount: {},
    DescribeOrganization: {},
    DisableAWSServiceAccess: {},
    EnableAWSServiceAccess: {},
    ListAWSServiceAccessForOrganization: {},
    ListAccounts: {},
    ListDelegatedAdministrators: {},
    ListDelegatedServicesForAccount: {},
    ListRoots: {},
    RegisterDelegatedAdministrator: {},
  },
};
