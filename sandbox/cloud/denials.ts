import type { Decision } from "../../rules/evaluator";
import type { World } from "../world";
import type { Caller } from "./contract";
import { roleOf } from "./iam/policiesOf";
import {
  type ControlPolicy,
  type Decide,
  resourceControlDenial,
  serviceControlDenial,
} from "./organizations/controlPolicies";
import { belongsTo } from "./organizations/within";

/** What a request is refused for, and how AWS says it. */

/** A kind of policies that refuses, and which policy of the organization it is. */
export interface Denial {
  kind: string;
  result: Decision["result"];
  policy?: ControlPolicy;
}

/** Actions that are about no resource, so that resource control policies do not apply. */
const WITHOUT_RESOURCE =
  /^(s3:(ListAllMyBuckets|GetAccount|PutAccount)|kms:(CreateKey|ListKeys|ListAliases)|sqs:ListQueues|events:List(EventBuses|Rules))/;

/** What resource and service control policies refuse the caller; empty where they let the request through. */
export function controlDenials(
  world: World,
  caller: Caller,
  owner: string,
  action: string,
  decide: Decide,
): Denial[] {
  if (isServiceLinked(world, caller)) return [];
  const byResource = WITHOUT_RESOURCE.test(action)
    ? undefined
    : resourceControlDenial(world, owner, action, decide);
  const byService = serviceControlDenial(world, caller.accountId, decide);
  return [
    ...(byResource === undefined ? [] : [{ kind: "resource control", ...byResource }]),
    ...(byService === undefined ? [] : [{ kind: "service control", ...byService }]),
  ];
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
function isServiceLinked(world: World, caller: Caller): boolean {
  return roleOf(world, caller)?.arn.includes(":role/aws-service-role/") ?? false;
}

/**
 * AWS names the policy of an organization within the organization alone.
 * Source: https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns
 */
export function denialText(
  world: World,
  caller: Caller,
  { action, resource, quoted }: { action: string; resource: string; quoted?: true },
  { kind, result, policy }: Denial,
): string {
  const article = /^[aeiou]/.test(kind) ? "an" : "a";
  const isNamed = policy !== undefined && belongsTo(world.organization, caller.accountId);
  const why =
    result === "explicitDeny"
      ? `with an explicit deny in ${article} ${kind} policy${isNamed ? `: ${policy.arn}` : ""}`
      : `because no ${kind} policy allows the ${action} action`;
  return `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${quoted ? `"${resource}"` : resource} ${why}`;
}
