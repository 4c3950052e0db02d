import { type Decision, evaluate, type RequestContext } from "../../rules/evaluator";
import type { PolicyDocument } from "../../rules/policyDocument";
import type { World } from "../world";
import type { Caller } from "./contract";
import type { PolicyHolder } from "./propagation";

export interface Access {
  action: string;
  resource: string;
  /** Condition keys of this request beside those that every request has. */
  context?: RequestContext["known"];
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
    context: { known: { "aws:SecureTransport": "true", ...context }, otherwise: "absent" },
  });
}

/**
 * Whether a bucket policy lets the caller do it. Identities of the sandbox may do all that their account may:
 * within the owner's account only a Deny stops them, from another account the policy has to allow it.
 */
export function bucketPolicyAllows(
  world: World,
  caller: Caller,
  owner: string,
  policy: PolicyHolder["policy"],
  access: Access,
): boolean {
  const decision = callerDecision(world, caller, policy, access);
  return decision === "allowed" || (decision === "implicitDeny" && caller.accountId === owner);
}

/** Whether a key policy lets the caller do it: unlike S3, KMS asks for an Allow within the owner's account too. */
export function keyPolicyAllows(
  world: World,
  caller: Caller,
  policy: PolicyHolder["policy"],
  access: Access,
): boolean {
  return callerDecision(world, caller, policy, access) === "allowed";
}

function callerDecision(
  world: World,
  caller: Caller,
  policy: PolicyHolder["policy"],
  { action, resource, context }: Access,
): Decision["result"] {
  const organization = organizationIdOf(world, caller.accountId);
  return evaluate(documentOf(policy), {
    principal: { kind: "AWS", arn: caller.arn },
    action,
    resource,
    context: {
      known: {
        "aws:SecureTransport": "true",
        "aws:PrincipalAccount": caller.accountId,
        "aws:PrincipalArn": roleOf(world, caller) ?? caller.arn,
        "aws:RequestedRegion": caller.region,
        ...(organization === undefined ? {} : { "aws:PrincipalOrgID": organization }),
        ...context,
      },
      otherwise: "absent",
    },
  }).result;
}

function roleOf(world: World, caller: Caller): string | undefined {
  const [, role] = /:assumed-role\/([^/]+)\//.exec(caller.arn) ?? [];
  return world.accounts[caller.accountId]?.roles.find((arn) => arn.endsWith(`/${role}`));
}

function organizationIdOf({ organization }: World, accountId: string): string | undefined {
  if (organization === undefined) return undefined;
  const belongs = organization.management === accountId || organization.members.includes(accountId);
  return belongs ? organization.id : undefined;
}

function documentOf(policy: PolicyHolder["policy"]): PolicyDocument {
  return { Statement: [], ...policy };
}
