/** Policies that can deny what bucket and key policy allow, and that only AWS Organizations and IAM have. */
export type UncheckedPolicies = "controlPolicies" | "permissionsBoundaries";

export const UNCHECKED_POLICIES: readonly UncheckedPolicies[] = [
  "controlPolicies",
  "permissionsBoundaries",
];

/**
 * The keys by which a resource control policy confines access to an organization; requests of services do not have the second.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export const ORGANIZATION_KEYS = ["aws:SourceOrgID", "aws:PrincipalOrgID"];

/** The key by which such a policy exempts AWS services. */
export const AWS_SERVICE_KEY = "aws:PrincipalIsAWSService";
