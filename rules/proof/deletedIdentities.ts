import { isDeleted } from "../documents/deletedIdentity";
import { listOf, type PolicyPrincipal, type PolicyStatement } from "../policyDocument";
import { documentOf, POLICIES, refOf, statementsOf } from "./statements";
import type { AssessmentInput, DeletedIdentityFinding, Edit, PolicyName } from "./types";

/**
 * Statements that name deleted identities: AWS keeps such a policy and refuses to write it again.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
 */
export function deletedIdentities(input: AssessmentInput): DeletedIdentityFinding[] {
  return POLICIES.flatMap((policy) => {
    const document = documentOf(input, policy);
    if (document === undefined) return [];
    return statementsOf(document).flatMap(([index, statement]): DeletedIdentityFinding[] => {
      const principals = deletedIn(statement);
      if (principals.length === 0) return [];
      const found = { id: "deletedIdentity", policy, ...refOf(index, statement) } as const;
      // Only who writes the policy meets AWS's refusal.
      const severity = input.owners[policy] === "external" ? "warning" : "error";
      return [{ ...found, severity, principals, fix: fixOf(policy, index, statement) }];
    });
  });
}

function deletedIn({ Principal, NotPrincipal }: PolicyStatement): string[] {
  return [...new Set([Principal, NotPrincipal].flatMap(awsOf).filter(isDeleted))];
}

function awsOf(principal: PolicyPrincipal | undefined): string[] {
  if (typeof principal !== "object" || principal === null) return [];
  return listOf(principal["AWS"]).map(String);
}

/** What remains says the same: a deleted identity makes no requests. */
function fixOf(policy: PolicyName, index: number, statement: PolicyStatement): Edit[] {
  const at = { policy, ...refOf(index, statement) };
  const named = statement.NotPrincipal ?? statement.Principal;
  const rest = Object.values(named ?? {}).flatMap(listOf);
  if (rest.some((one) => !isDeleted(String(one)))) {
    return [{ edit: "removePrincipals", principals: deletedIn(statement), ...at }];
  }
  return statement.NotPrincipal === undefined
    ? [{ edit: "removeStatement", ...at }]
    : [{ edit: "setPrincipal", principal: "*", ...at }];
}
