import { arnText, knownArn, resourceId } from "../../rules/arn";
import { evaluate } from "../../rules/evaluator";
import { listOf, type PolicyDocument } from "../../rules/policyDocument";
import type { Role, World } from "../world";
import { controlRefusal, refusalOf } from "./access";
import { accountOfArn } from "./arn";
import type { Aws } from "./aws";
import { AwsError, type Caller, type Members } from "./contract";
import { resourceControlDenial } from "./organizations/controlPolicies";
import { sessionPoliciesOf } from "./sessionPolicies";
import { type Identity, identityOf } from "./webIdentity";

export interface Assumed {
  /** The role's session. */
  caller: Caller;
  /** Of the session's policies, in per cent. */
  packedSize?: number;
  /** How long a session may be, in seconds. */
  maximum: number;
  /** Whether a role's session assumed the role, for an hour at most. */
  isChained?: boolean;
}

const HOUR = 3600;

/**
 * The session of a role that the caller assumes, if the role trusts it and its own policies allow it.
 * Roles that an account of the world only lists trust every principal, for an hour as a new role does.
 */
export function assumeRole(world: World, caller: Caller, input: Members): Assumed {
  const { RoleArn, RoleSessionName, ExternalId } = input;
  const arn = String(RoleArn);
  const role = world.roles[arn];
  if (role === undefined) {
    const isListed = world.accounts[accountOfArn(arn)]?.roles.includes(arn);
    if (!isListed || mayNot(world, caller, arn)) throw refused(world, caller, arn);
    return { ...limitedSession(world, caller, input), maximum: HOUR, isChained: isSession(caller) };
  }
  const guard = { owner: accountOfArn(arn), policy: trustOf(role), decidesAlone: true } as const;
  const access = {
    action: "sts:AssumeRole",
    resource: arn,
    context: {
      "sts:RoleSessionName": String(RoleSessionName),
      ...(ExternalId !== undefined && { "sts:ExternalId": String(ExternalId) }),
    },
  };
  if (refusalOf(world, caller, guard, access) !== undefined) throw refused(world, caller, arn);
  const isChained = isSession(caller);
  const maximum = isChained ? HOUR : role.maxSessionDuration;
  return { ...limitedSession(world, caller, input), maximum, isChained };
}

function isSession({ arn }: Caller): boolean {
  return arn.includes(":assumed-role/");
}

/**
 * The session of a role that trusts an identity provider, for whoever holds a token of it.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function assumeRoleWithWebIdentity(
  { world, now }: Aws,
  caller: Caller,
  input: Members,
): Assumed & { identity: Identity } {
  const { RoleArn, RoleSessionName, WebIdentityToken } = input;
  const arn = String(RoleArn);
  const role = world.roles[arn];
  const location = { accountId: accountOfArn(arn), region: caller.region };
  const identity = identityOf(world, location, String(WebIdentityToken), now());
  const keys = { ...identity.keys, "sts:RoleSessionName": String(RoleSessionName) };
  if (role === undefined || !trusts(world, role, arn, identity.principal, keys)) {
    throw new AwsError(
      "AccessDenied",
      "Not authorized to perform sts:AssumeRoleWithWebIdentity",
      403,
    );
  }
  return {
    ...limitedSession(world, caller, input),
    maximum: role.maxSessionDuration,
    identity,
  };
}

/** Whether a role trusts an identity of a provider, by its condition keys. */
export function trusts(
  world: World,
  role: Role,
  arn: string,
  provider: string,
  keys: { [key: string]: string },
): boolean {
  const action = "sts:AssumeRoleWithWebIdentity";
  const decide = (document: PolicyDocument) =>
    evaluate(document, {
      principal: { kind: "Federated", provider },
      action,
      resource: arn,
      context: { known: keys, otherwise: "absent" },
    }).result;
  const isDenied = resourceControlDenial(world, accountOfArn(arn), action, decide) !== undefined;
  return !isDenied && decide(trustOf(role)) === "allowed";
}

/** A trust policy is about its role and names no resource. */
export function trustOf({
  assumeRolePolicy,
}: Role): PolicyDocument & { [member: string]: unknown } {
  const { Statement, ...rest } = assumeRolePolicy as unknown as PolicyDocument;
  return { ...rest, Statement: listOf(Statement).map((one) => ({ ...one, Resource: "*" })) };
}

function mayNot(world: World, caller: Caller, arn: string): boolean {
  const wholeAccount = { Effect: "Allow", Principal: { AWS: accountOfArn(caller.arn) } } as const;
  const policy = { Statement: [{ ...wholeAccount, Action: "sts:AssumeRole", Resource: "*" }] };
  const guard = { owner: accountOfArn(arn), policy, decidesAlone: true } as const;
  return refusalOf(world, caller, guard, { action: "sts:AssumeRole", resource: arn }) !== undefined;
}

/** The session of the role that a request names, with what the request limits it to. */
function limitedSession(
  world: World,
  location: Pick<Caller, "region">,
  input: Members,
): Pick<Assumed, "caller" | "packedSize"> {
  const { documents, packedSize } = sessionPoliciesOf(world, input);
  const caller = sessionCaller(location, String(input["RoleArn"]), input["RoleSessionName"]);
  if (documents.length === 0) return { caller };
  return { caller: { ...caller, sessionPolicies: documents }, packedSize };
}

export function sessionCaller(
  { region }: Pick<Caller, "region">,
  role: string,
  sessionName: unknown,
): Caller {
  const { partition, accountId } = knownArn(role);
  const resource = `assumed-role/${resourceId(role)}/${sessionName}`;
  const arn = arnText({ partition, service: "sts", region: "", accountId, resource });
  return { accountId, arn, region };
}

/** STS gives no reason but for policies of the organization. */
function refused(world: World, caller: Caller, role: string): AwsError {
  const access = { action: "sts:AssumeRole", resource: role };
  const text = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`;
  const control = controlRefusal(world, caller, accountOfArn(role), access);
  return new AwsError("AccessDenied", control ?? text, 403);
}
