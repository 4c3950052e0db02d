import type { Decision } from "../../../rules/evaluator";
import { listOf, type PolicyDocument } from "../../../rules/policyDocument";
import type { PolicyType, World } from "../../world";
import { attachedTo } from "./attached";
import { pathOf } from "./nodes";
import { policyArn, requirePolicy } from "./policy";
import { RCP_SERVICES } from "./rcpServices";
import { belongsTo } from "./within";

/** A policy that is attached on the path to an account. */
export interface ControlPolicy {
  id: string;
  arn: string;
  document: PolicyDocument;
}

/** What a policy decides about a request. */
export type Decide = (document: PolicyDocument) => Decision["result"];

/** A policy that forbids a request, or none where no policy of some level allows it. */
export interface Denial {
  result: "explicitDeny" | "implicitDeny";
  policy?: ControlPolicy;
}

/**
 * Why service control policies do not let the identities of an account do something: each level from the root to the account has
 * to allow it, and none may deny it. The management account has none, and service-linked roles are not asked.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function serviceControlDenial(
  world: World,
  accountId: string,
  decide: Decide,
): Denial | undefined {
  const levels = levelsOf(world, accountId, "SERVICE_CONTROL_POLICY").map((policies) =>
    policies.map((policy) => ({ policy, result: decide(policy.document) })),
  );
  const denying = levels.flat().find(({ result }) => result === "explicitDeny");
  if (denying !== undefined) return { result: "explicitDeny", policy: denying.policy };
  const isAllowed = levels.every((level) => level.some(({ result }) => result === "allowed"));
  return isAllowed ? undefined : { result: "implicitDeny" };
}

/**
 * The resource control policy that keeps a request from the resources of an account, of AWS services as of identities.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function resourceControlDenial(
  world: World,
  owner: string,
  action: string,
  decide: Decide,
): Denial | undefined {
  if (!isControlled(action)) return undefined;
  const policy = resourceControlPolicies(world, owner).find(
    ({ document }) => decide(document) === "explicitDeny",
  );
  return policy && { result: "explicitDeny", policy };
}

/** Those on the path to an account, without AWS's own, which allows everything. */
export function resourceControlPolicies(world: World, owner: string): ControlPolicy[] {
  const levels = levelsOf(world, owner, "RESOURCE_CONTROL_POLICY");
  return levels.flat().filter(({ id }) => Object.hasOwn(world.organization?.policies ?? {}, id));
}

/** Of an action that RCPs are about. `kms:RetireGrant` is decided without them. */
function isControlled(action: string): boolean {
  const [service = ""] = /^[^:]*/.exec(action.toLowerCase()) ?? [];
  return RCP_SERVICES.has(service) && action !== "kms:RetireGrant";
}

/** The policies of a type by level, from the root to the account; none where they limit nothing. */
function levelsOf(world: World, accountId: string, type: PolicyType): ControlPolicy[][] {
  const { organization } = world;
  if (organization === undefined || !organization.policyTypes.includes(type)) return [];
  const { policies, withoutFullAccess } = organization;
  // AWS's own alone allow everything: nothing has to be evaluated.
  const isOpen = withoutFullAccess.length === 0 && Object.keys(policies).length === 0;
  const isMember = accountId !== organization.management && belongsTo(organization, accountId);
  if (isOpen || !isMember) return [];
  const fromRoot = pathOf(organization, accountId).reverse();
  return fromRoot.map((node) =>
    attachedTo(organization, node, type).map((id) => {
      const policy = requirePolicy(organization, id);
      const arn = policyArn(organization, policy);
      return { id, arn, document: documentOf(policy.content) };
    }),
  );
}

/** Service control policies name no principal: they are about those of their accounts. */
function documentOf(content: string): PolicyDocument {
  const { Statement, ...rest } = JSON.parse(content) as PolicyDocument;
  return { ...rest, Statement: listOf(Statement).map((one) => ({ Principal: "*", ...one })) };
}
