import type { RequestContext } from "./types";

/** Keys of every request that an AWS service makes under its service principal. */
export function sentByService(servicePrincipal: string): RequestContext["known"] {
  return {
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": "true",
    "aws:PrincipalServiceName": servicePrincipal,
  };
}

/**
 * Keys that no request under a service principal has: each is about a user, a role or an account of an organization, or about
 * credentials that were passed on. A slash at the end stands for every key that starts so. Not here, as a service principal may send
 * a value that AWS does not document: UNDOCUMENTED_OF_SERVICE, aws:PrincipalType, aws:ViaAWSService, the network keys and
 * aws:SourceOrgID.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, the availability of each key;
 * https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/resource_based_policies for aws:PrincipalOrgID
 */
export const NEVER_SENT_BY_SERVICE: readonly string[] = [
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:PrincipalTag/",
  "aws:username",
  "aws:CalledVia",
  "aws:CalledViaFirst",
  "aws:CalledViaLast",
  "aws:MultiFactorAuthAge",
];

/** Keys about the caller of which a service may send a value: one of its own, which no policy names, or none. In lower case. */
export const UNDOCUMENTED_OF_SERVICE: readonly string[] = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:userid",
];
