import { isDeepStrictEqual } from "node:util";

import { parseRoleArn, roleOfSession } from "../../../rules/arn";
import { listOf, type PolicyDocument } from "../../../rules/policyDocument";
import type { Role, User, World } from "../../world";
import type { Caller } from "../contract";
import { notGiven } from "./notGiven";

/**
 * The identity policies of a caller, none for an identity that is gone; undefined for one that may do all that
 * its account may: the account itself and the roles that its entry lists.
 */
export function policiesOf(world: World, caller: Caller): PolicyDocument[] | undefined {
  if (!/:(user|assumed-role)\//.test(caller.arn)) return undefined;
  const user = world.users[caller.arn];
  if (user !== undefined) return documents(world, user);
  const role = roleOf(world, caller);
  if (role === undefined) return [];
  return role.role === undefined ? undefined : documents(world, role.role);
}

/** The role of an assumed role's session, whose ARN leaves out the role's path. */
export function roleOf(
  world: World,
  { accountId, arn }: Pick<Caller, "accountId" | "arn">,
): { arn: string; role: Role | undefined } | undefined {
  const session = roleOfSession(arn);
  const isIt = (role: string): boolean =>
    session !== undefined && isDeepStrictEqual(parseRoleArn(role), { ...session, accountId });
  const found = Object.entries(world.roles).find(([role]) => isIt(role));
  if (found !== undefined) return { arn: found[0], role: found[1] };
  const listed = world.accounts[accountId]?.roles.find(isIt);
  return listed === undefined ? undefined : { arn: listed, role: undefined };
}

/** Identity policies name no principal: they are about their identity. */
function documents(world: World, { policies, attached = [] }: Role | User): PolicyDocument[] {
  const managed = attached.map((arn) => documentOf(world, arn));
  return [...Object.values(policies), ...managed].map(identityDocument);
}

/** What limits the rights of a caller whoever gave them; undefined: nothing. */
export function boundaryOf(world: World, caller: Caller): PolicyDocument[] | undefined {
  const identity = world.users[caller.arn] ?? roleOf(world, caller)?.role;
  const arn = identity?.permissionsBoundary;
  return arn === undefined ? undefined : [identityDocument(documentOf(world, arn))];
}

function documentOf({ managedPolicies }: World, arn: string): { [member: string]: unknown } {
  const document = managedPolicies[arn];
  if (document === undefined) throw notGiven(arn);
  return document;
}

export function identityDocument(policy: { [member: string]: unknown }): PolicyDocument {
  const { Statement, ...rest } = policy as unknown as PolicyDocument;
  return { ...rest, Statement: listOf(Statement).map((one) => ({ ...one, Principal: "*" })) };
}
