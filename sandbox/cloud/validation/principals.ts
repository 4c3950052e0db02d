import { arnPattern, eitherPattern, parseArn, rootArn } from "../../../rules/arn";
import { listOf, type PolicyPrincipal, type PolicyStatement } from "../../../rules/policyDocument";
import type { World } from "../../world";
import { roleOf } from "../iam/policiesOf";
import { canonicalUserId } from "../s3/canonicalUser";

/**
 * The principals that a policy of a resource may name. A service resolves each when the policy is put, and refuses the
 * policy if one does not exist: S3, KMS, SNS, SQS and IAM are documented to. For EventBridge AWS documents nothing, and
 * the stricter is taken. Accounts, roles and users exist that the world holds.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */

/** Where a policy stands: the world whose identities it may name, its service, and the partition of its resource. */
export interface PolicyScope {
  service: "events" | "iam" | "kms" | "s3" | "sns" | "sqs";
  world: World;
  partition: string;
}

export type Principal = [kind: string, value: string];

/** The principals of a statement as pairs of kind and value; undefined when it names none. */
export function principalsOf(statement: PolicyStatement): Principal[] | undefined {
  const principal = statement.Principal ?? statement.NotPrincipal;
  if (principal === undefined) return undefined;
  if (typeof principal === "string") return [[principal === "*" ? "AWS" : "", principal]];
  const pairs = Object.entries(principal).flatMap(([kind, values]) =>
    listOf(values).map((value): Principal => [kind, String(value)]),
  );
  return pairs.length > 0 ? pairs : undefined;
}

/** The first principal that a service refuses to keep in a policy. */
export function refusedPrincipal(
  scope: PolicyScope,
  principals: Principal[],
): Principal | undefined {
  return principals.find(([kind, value]) => {
    const exists = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    return !isOfPartition(scope.partition, value) || exists?.(scope, value) !== true;
  });
}

/** A policy as AWS keeps it: an account is kept as its root's ARN, the id of an identity as the identity's ARN. */
export function asKept<T extends object>({ world, partition }: PolicyScope, policy: T): T {
  return withAwsPrincipals(policy, (value) => {
    if (/^\d{12}$/.test(value)) return rootArn(partition, value);
    return identities(world).find(({ id }) => id === value)?.arn ?? value;
  });
}

/** Has every policy of the world name what was `from` as `to`: a deleted identity by its id, a renamed one by its ARN. */
export function renameInPolicies(world: World, from: string, to: string): void {
  const renamed = <T extends object>(policy: T): T =>
    withAwsPrincipals(policy, (value) => (value === from ? to : value));
  const { buckets, keys, topics, queues, buses } = world;
  for (const holders of [buckets, keys, topics, queues, buses]) {
    for (const holder of Object.values(holders)) {
      if (holder.policy !== null) Object.assign(holder.policy, renamed(holder.policy));
    }
  }
  for (const role of Object.values(world.roles)) {
    role.assumeRolePolicy = renamed(role.assumeRolePolicy);
  }
}

/**
 * A partition's identities are known in no other one; services of China have their own suffix there alone.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
function isOfPartition(partition: string, principal: string): boolean {
  const arn = parseArn(principal);
  if (arn !== undefined) return arn.partition === partition;
  return partition === "aws-cn" || !principal.endsWith(".amazonaws.com.cn");
}

const REGION = "[a-z]{2}(?:-[a-z]+)+-\\d";
const SERVICE = new RegExp(
  `^(?:guardduty(?:\\.${REGION})?|(?!guardduty)[a-z0-9-]+(?:\\.[a-z0-9-]+)*)\\.amazonaws\\.com(?:\\.cn)?$`,
);
const DOMAIN = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/;
const ACCOUNT = eitherPattern(
  /^\d{12}$/,
  arnPattern("iam", "root"),
  arnPattern("sts", "federated-user/[\\w+=,.@-]+"),
);
const SESSION = arnPattern("sts", "assumed-role/[\\w+=,.@-]+/[\\w+=,.@-]+");

const KINDS: { [kind: string]: (scope: PolicyScope, value: string) => boolean } = {
  AWS: ({ world }, value) => value === "*" || isIdentity(world, value),
  Service: (_scope, value) => SERVICE.test(value),
  Federated: ({ world }, value) => DOMAIN.test(value) || Object.hasOwn(world.oidcProviders, value),
  CanonicalUser: ({ service, world }, value) =>
    service === "s3" && Object.keys(world.accounts).some((id) => canonicalUserId(id) === value),
};

function isIdentity(world: World, value: string): boolean {
  const accountId = parseArn(value)?.accountId ?? value;
  if (ACCOUNT.test(value)) return Object.hasOwn(world.accounts, accountId);
  if (SESSION.test(value)) return roleOf(world, { accountId, arn: value }) !== undefined;
  return identities(world).some(({ arn, id }) => arn === value || id === value);
}

function identities(world: World): { arn: string; id?: string }[] {
  return [
    ...Object.entries({ ...world.roles, ...world.users }).map(([arn, { id }]) => ({ arn, id })),
    ...Object.values(world.accounts).flatMap(({ roles }) => roles.map((arn) => ({ arn }))),
  ];
}

function withAwsPrincipals<T extends object>(policy: T, change: (value: string) => string): T {
  const { Statement } = policy as { Statement?: PolicyStatement | PolicyStatement[] };
  if (Statement === undefined) return policy;
  const changed = listOf(Statement).map((statement) => {
    const { Principal, NotPrincipal } = statement;
    return {
      ...statement,
      ...(Principal !== undefined && { Principal: changedPrincipal(Principal, change) }),
      ...(NotPrincipal !== undefined && { NotPrincipal: changedPrincipal(NotPrincipal, change) }),
    };
  });
  return { ...policy, Statement: Array.isArray(Statement) ? changed : changed[0] };
}

function changedPrincipal(
  principal: PolicyPrincipal,
  change: (value: string) => string,
): PolicyPrincipal {
  if (typeof principal !== "object" || principal["AWS"] === undefined) return principal;
  const { AWS } = principal;
  return { ...principal, AWS: Array.isArray(AWS) ? AWS.map(change) : change(AWS as string) };
}
