import { arnPattern } from "../../rules/arn";
import { type Decision, evaluate, type RequestContext, sentByService } from "../../rules/evaluator";
import { listOf, type PolicyDocument, type PolicyStatement } from "../../rules/policyDocument";
import type { World } from "../world";
import type { Caller } from "./contract";
import { policiesOf, roleOf } from "./iam/policiesOf";
import type { PolicyHolder } from "./propagation";

export interface Access {
  action: string;
  resource: string;
  /** Condition keys of this request in addition to those that every request has. */
  context?: RequestContext["known"];
}

/** What stands before a resource. */
export interface Guard {
  /** Account of the resource. */
  owner: string;
  policy: PolicyHolder["policy"];
  /** Identities of the owner's account need the policy's leave too, as with keys and the trust of roles. */
  decidesAlone?: true;
}

/** How a policy decides for an AWS service that acts for an account. */
export function serviceDecision(
  policy: PolicyHolder["policy"],
  service: string,
  { action, resource, context }: Access,
): Decision {
  return evaluate(documentOf(policy), {
    principal: { kind: "Service", service },
    action,
    resource,
    context: {
      known: { ...sentByService(service), ...context },
      otherwise: "absent",
    },
  });
}

/**
 * Why the caller may not do it, in AWS's words; undefined when it may. Within an account the identity's policies or
 * the resource's have to allow it, across accounts both, and no Deny may apply in either.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function refusalOf(
  world: World,
  caller: Caller,
  guard: Guard,
  access: Access,
): string | undefined {
  const own = identityResult(world, caller, access);
  const document = documentOf(guard.policy);
  const theirs = resultOf(world, caller, document, access);
  if (own === "explicitDeny") return text(caller, access, own, "identity");
  if (theirs === "explicitDeny") return text(caller, access, theirs, "resource");
  const byIdentity = own === "allowed";
  const byResource = theirs === "allowed";
  const sameAccount = caller.accountId === guard.owner;
  // What allows the account leaves it to the account's own policies; what names the identity needs no more.
  if (sameAccount && resultOf(world, caller, withoutAccounts(document), access) === "allowed") {
    return undefined;
  }
  const needsResource = guard.decidesAlone || !sameAccount;
  if (byIdentity && (byResource || !needsResource)) return undefined;
  return text(caller, access, "implicitDeny", byIdentity ? "resource" : "identity");
}

/** Why the caller's own policies do not let it do something that is about no resource with a policy. */
export function identityRefusal(world: World, caller: Caller, access: Access): string | undefined {
  const result = identityResult(world, caller, access);
  if (result === "allowed") return undefined;
  return text(caller, access, result, "identity");
}

/** Whether a bucket policy lets the caller do it. */
export function bucketPolicyAllows(
  world: World,
  caller: Caller,
  owner: string,
  policy: PolicyHolder["policy"],
  access: Access,
): boolean {
  return refusalOf(world, caller, { owner, policy }, access) === undefined;
}

function identityResult(
  world: World,
  caller: Caller,
  access: Access,
): "allowed" | "explicitDeny" | "implicitDeny" {
  const policies = policiesOf(world, caller);
  if (policies === undefined) return "allowed";
  const results = policies.map((policy) => resultOf(world, caller, policy, access));
  if (results.includes("explicitDeny")) return "explicitDeny";
  return results.includes("allowed") ? "allowed" : "implicitDeny";
}

function resultOf(
  world: World,
  caller: Caller,
  document: PolicyDocument,
  { action, resource, context }: Access,
): Decision["result"] {
  const organization = organizationIdOf(world, caller.accountId);
  const [, userName] = /:user\/(?:.*\/)?([^/]+)$/.exec(caller.arn) ?? [];
  return evaluate(document, {
    principal: { kind: "AWS", arn: caller.arn },
    action,
    resource,
    context: {
      known: {
        "aws:SecureTransport": "true",
        "aws:PrincipalAccount": caller.accountId,
        "aws:PrincipalArn": roleOf(world, caller)?.arn ?? caller.arn,
        "aws:RequestedRegion": caller.region,
        ...(organization === undefined ? {} : { "aws:PrincipalOrgID": organization }),
        ...(userName === undefined ? {} : { "aws:username": userName }),
        ...context,
      },
      otherwise: "absent",
    },
  }).result;
}

/** The policy less what its Allows give to whole accounts. */
function withoutAccounts(document: PolicyDocument): PolicyDocument {
  const statements = listOf(document.Statement).map((statement): PolicyStatement => {
    const { Principal } = statement;
    if (statement.Effect !== "Allow" || typeof Principal !== "object") return statement;
    const isAccount = (value: string): boolean =>
      /^\d{12}$/.test(value) || arnPattern("iam", "root").test(value);
    const AWS = listOf(Principal["AWS"]).filter((value) => !isAccount(value));
    return { ...statement, Principal: { ...Principal, AWS } };
  });
  return { ...document, Statement: statements };
}

function text(
  caller: Caller,
  { action, resource }: Access,
  result: "implicitDeny" | "explicitDeny",
  kind: "identity" | "resource",
): string {
  const why =
    result === "implicitDeny"
      ? `because no ${kind}-based policy allows the ${action} action`
      : `with an explicit deny in ${kind === "identity" ? "an" : "a"} ${kind}-based policy`;
  return `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
}

function organizationIdOf({ organization }: World, accountId: string): string | undefined {
  if (organization === undefined) return undefined;
  const belongs = organization.management === accountId || organization.members.includes(accountId);
  return belongs ? organization.id : undefined;
}

function documentOf(policy: PolicyHolder["policy"]): PolicyDocument {
  return { Statement: [], ...policy };
}
