import { arnPattern } from "../../rules/arn";
import { type Decision, evaluate, type RequestContext, sentByService } from "../../rules/evaluator";
import { listOf, type PolicyDocument, type PolicyStatement } from "../../rules/policyDocument";
import type { World } from "../world";
import type { Caller } from "./contract";
import { partitionOf } from "./arn";
import { controlDenials, type Denial, denialText } from "./denials";
import { boundaryOf, policiesOf, roleOf } from "./iam/policiesOf";
import { organizationKeys, resourceKeys } from "./organizations/conditionKeys";
import { type Decide, resourceControlDenial } from "./organizations/controlPolicies";
import type { PolicyHolder } from "./propagation";

export interface Access {
  action: string;
  resource: string;
  /** Condition keys of this request in addition to those that every request has. */
  context?: RequestContext["known"];
  /** S3's refusals have the resource in quotation marks. */
  quoted?: true;
}

/** What stands before a resource. */
export interface Guard {
  /** Account of the resource. */
  owner: string;
  policy: PolicyHolder["policy"];
  /** Identities of the owner's account need the policy's leave too, as with keys and the trust of roles. */
  decidesAlone?: true;
}

/** What a resource's policy, and the resource control policies of its account, decide for an AWS service that acts for an account. */
export function serviceDecision(
  world: World,
  { owner, policy }: Guard,
  service: string,
  { action, resource, context }: Access,
): Decision["result"] {
  const source = context?.["aws:SourceAccount"];
  const known = {
    ...sentByService(service),
    ...organizationKeys(world, "aws:Source", typeof source === "string" ? source : ""),
    ...resourceKeys(world, owner),
    ...context,
  };
  const decide: Decide = (document) =>
    evaluate(document, {
      principal: { kind: "Service", service },
      action,
      resource,
      context: { known, otherwise: "absent" },
    }).result;
  return resourceControlDenial(world, owner, action, decide)?.result ?? decide(documentOf(policy));
}

/**
 * Why the caller may not do it, in AWS's words; undefined when it may. Within an account the identity's policies or
 * the resource's have to allow it, across accounts both, and no Deny may apply in either. A session's policies limit
 * what its role may do, by the role's policies or by a resource's that names the role, but not what a resource of the
 * same account allows the session by its own ARN.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export function refusalOf(
  world: World,
  caller: Caller,
  guard: Guard,
  given: Access,
): string | undefined {
  const access = onResourceOf(world, guard.owner, given);
  const own = identityResult(world, caller, access);
  const session = sessionResult(world, caller, access);
  const document = documentOf(guard.policy);
  const theirs = resultOf(world, caller, document, access);
  const control = controlDenial(world, caller, guard.owner, access);
  const denied = [
    ...control,
    { kind: "identity-based", result: own },
    { kind: "resource-based", result: theirs },
    { kind: "session", result: session },
  ].find(({ result }) => result === "explicitDeny");
  if (denied !== undefined) return denialText(world, caller, access, denied);
  if (control[0] !== undefined) return denialText(world, caller, access, control[0]);
  const allows = (policy: PolicyDocument): boolean =>
    resultOf(world, caller, policy, access) === "allowed";
  const sameAccount = caller.accountId === guard.owner;
  if (sameAccount && allows(allowingOnly(document, (value) => value === caller.arn))) {
    return undefined;
  }
  const byIdentity = own === "allowed";
  const byResource = theirs === "allowed";
  // What allows the account leaves it to the account's own policies; what names the identity needs no more.
  const byName = sameAccount && allows(allowingOnly(document, (value) => !isAccount(value)));
  const needsResource = guard.decidesAlone || !sameAccount;
  if (!byName && !(byIdentity && (byResource || !needsResource))) {
    const kind = byIdentity ? "resource-based" : "identity-based";
    return denialText(world, caller, access, { kind, result: "implicitDeny" });
  }
  if (session === "allowed") return undefined;
  return denialText(world, caller, access, { kind: "session", result: session });
}

/** Why the caller's own policies do not let it do something that is about no resource with a policy. */
export function identityRefusal(world: World, caller: Caller, given: Access): string | undefined {
  const access = onResourceOf(world, caller.accountId, given);
  const refused: Denial[] = [
    ...controlDenial(world, caller, caller.accountId, access),
    { kind: "identity-based", result: identityResult(world, caller, access) },
    { kind: "session", result: sessionResult(world, caller, access) },
  ].filter(({ result }) => result !== "allowed");
  const [first] = [...refused.filter(({ result }) => result === "explicitDeny"), ...refused];
  return first && denialText(world, caller, access, first);
}

/** Why the policies of the organization alone do not let the caller do something, whoever allows it. */
export function controlRefusal(
  world: World,
  caller: Caller,
  owner: string,
  given: Access,
): string | undefined {
  const access = onResourceOf(world, owner, given);
  const [denied] = controlDenial(world, caller, owner, access);
  return denied && denialText(world, caller, access, denied);
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

type Result = "allowed" | "explicitDeny" | "implicitDeny";

function controlDenial(world: World, caller: Caller, owner: string, access: Access): Denial[] {
  const decide: Decide = (document) => resultOf(world, caller, document, access);
  return controlDenials(world, caller, owner, access.action, decide);
}

function onResourceOf(world: World, owner: string, access: Access): Access {
  const keys = { ...resourceKeys(world, owner), ...resourceTagKeys(world, access.resource) };
  return { ...access, context: { ...keys, ...access.context } };
}

/** The tags of a key that there is as condition keys; of other resources the sandbox has none. */
export function resourceTagKeys({ keys }: World, resource: string): { [key: string]: string } {
  return tagConditionKeys(Object.hasOwn(keys, resource) ? keys[resource]?.tags : {});
}

/** The tags of a resource as condition keys. */
export function tagConditionKeys(tags: { [key: string]: string } = {}): { [key: string]: string } {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
  );
}

/** A permissions boundary gives no rights: it limits those of the identity's policies. */
function identityResult(world: World, caller: Caller, access: Access): Result {
  const own = together(world, caller, policiesOf(world, caller), access);
  if (own !== "allowed") return own;
  return together(world, caller, boundaryOf(world, caller), access);
}

function sessionResult(world: World, caller: Caller, access: Access): Result {
  return together(world, caller, caller.sessionPolicies, access);
}

/** What policies of one kind decide together; no policies of a kind limit nothing. */
function together(
  world: World,
  caller: Caller,
  policies: PolicyDocument[] | undefined,
  access: Access,
): Result {
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
        "aws:PrincipalIsAWSService": "false",
        "aws:RequestedRegion": requestedRegion(action, caller.region),
        ...organizationKeys(world, "aws:Principal", caller.accountId),
        ...(userName === undefined ? {} : { "aws:username": userName }),
        ...caller.requestTags,
        ...context,
      },
      otherwise: "absent",
    },
  }).result;
}

/**
 * Services with one endpoint are asked in its Region, wherever the caller is.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
function requestedRegion(action: string, region: string): string {
  if (!/^(account|iam|organizations):/.test(action)) return region;
  return ENDPOINTS[partitionOf(region)] ?? region;
}

const ENDPOINTS: { [partition: string]: string } = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

/** The policy with those principals alone in its Allows that are kept; `*` and other kinds of principals are no identity. */
function allowingOnly(
  document: PolicyDocument,
  keep: (principal: string) => boolean,
): PolicyDocument {
  const statements = listOf(document.Statement).map((statement): PolicyStatement => {
    const { Principal = "*", NotPrincipal: _others, ...rest } = statement;
    if (statement.Effect !== "Allow" || (Principal === "*" && keep("*"))) return statement;
    const named = typeof Principal === "object" ? Principal : { AWS: Principal };
    const AWS = listOf(named["AWS"]).filter(keep);
    return { ...rest, Principal: { ...named, AWS } };
  });
  return { ...document, Statement: statements };
}

function isAccount(principal: string): boolean {
  return /^\d{12}$/.test(principal) || arnPattern("iam", "root").test(principal);
}

function documentOf(policy: PolicyHolder["policy"]): PolicyDocument {
  return { Statement: [], ...policy };
}
