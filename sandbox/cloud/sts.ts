import { randomBytes } from "node:crypto";
import type { World } from "../world";
import { accountOfArn, rootArn } from "./arn";
import type { Aws, Operations } from "./aws";
import { assumeRole, assumeRoleWithWebIdentity, type Assumed } from "./assuming";
import { AwsError, type Caller, type Credentials, type Members } from "./contract";
import { uniqueIdOf } from "./iam/entities";
import { ACCESS_KEY_PREFIX } from "./iam/users";
import { isActive } from "./regions";
import { sessionOf, sessionToken } from "./sessions";

/** Keys of sessions, which are worth nothing without the session's token. */
const SESSION_KEY_PREFIX = "ASIA";

/** Who the credentials act as. */
export function authenticate({ world, now }: Aws, credentials: Credentials): Caller {
  const { as, assumeRoles = [], region } = credentials;
  const first = as ?? firstCaller(world, credentials, now());
  requireRegion(world, first);
  return assumeRoles.reduce((caller, { roleArn, sessionName, externalId, ...limits }) => {
    const assumed = assumeRole(world, caller, {
      RoleArn: roleArn,
      RoleSessionName: sessionName ?? "sandbox",
      ExternalId: externalId,
      Policy: limits.policy,
      PolicyArns: limits.policyArns?.map((arn) => ({ arn })),
    });
    const next = { ...assumed.caller, region };
    requireRegion(world, next);
    return next;
  }, first);
}

function firstCaller(world: World, credentials: Credentials, now: Date): Caller {
  const { accessKeyId = "", secretAccessKey, region } = credentials;
  const secret = secretAccessKey && secretOf(world, credentials);
  if (secret && secret !== secretAccessKey) throw wrongSecret();
  const session = sessionOf(credentials.sessionToken);
  if (session === undefined && (credentials.sessionToken ?? "") !== "") throw invalidToken();
  if (session !== undefined) {
    if ((session.accessKeyId ?? accessKeyId) !== accessKeyId) throw invalidToken();
    if (new Date(session.expiresAt) <= now) {
      throw new AwsError(
        "ExpiredToken",
        "The security token included in the request is expired",
        403,
      );
    }
    const { arn, policies: sessionPolicies } = session;
    return {
      accountId: accountOfArn(arn),
      arn,
      region,
      ...(sessionPolicies && { sessionPolicies }),
    };
  }
  const owner = Object.entries(world.users).find(([, user]) => accessKeyId in user.accessKeys);
  const key = owner?.[1].accessKeys[accessKeyId];
  if (owner !== undefined && key?.status === "Active") {
    return { accountId: accountOfArn(owner[0]), arn: owner[0], region };
  }
  const accountId = /\d{12}/.exec(accessKeyId)?.[0] ?? world.caller;
  const isGone = owner !== undefined || accessKeyId.startsWith(ACCESS_KEY_PREFIX);
  const lacksToken = accessKeyId.startsWith(SESSION_KEY_PREFIX);
  if (isGone || lacksToken || world.accounts[accountId] === undefined) throw invalidToken();
  return { accountId, arn: rootArn(accountId, region), region };
}

/**
 * The secret of credentials that the sandbox's IAM or STS made; of others the sandbox knows none.
 * A request's signature has to be made with it.
 */
export function secretOf(
  { users }: World,
  { accessKeyId = "", sessionToken: token }: Pick<Credentials, "accessKeyId" | "sessionToken">,
): string | undefined {
  const session = sessionOf(token);
  if (session !== undefined) return session.secretAccessKey;
  return Object.values(users).flatMap(({ accessKeys }) => accessKeys[accessKeyId] ?? [])[0]?.secret;
}

export function wrongSecret(): AwsError {
  const text =
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
  return new AwsError("SignatureDoesNotMatch", text, 403);
}

function invalidToken(): AwsError {
  const text = "The security token included in the request is invalid.";
  return new AwsError("InvalidClientTokenId", text, 403);
}

/** A Region that the account has not enabled knows none of its credentials, and none does of an account that is closed. */
export function requireRegion(world: World, { accountId, region }: Caller): void {
  if (!isActive(world, { accountId, region })) {
    throw new AwsError(
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
      403,
    );
  }
}

export const stsOperations: Operations = {
  GetCallerIdentity: ({ world }, caller) => ({
    UserId: userIdOf(world, caller),
    Account: caller.accountId,
    Arn: caller.arn,
  }),

  AssumeRole: (aws, caller, input) => {
    const assumed = assumeRole(aws.world, caller, input);
    requireRegion(aws.world, assumed.caller);
    return sessionMembers(aws, assumed, input);
  },

  /** Called by whoever has a token, without credentials. */
  AssumeRoleWithWebIdentity: (aws, caller, input) => {
    const assumed = assumeRoleWithWebIdentity(aws, caller, input);
    const { subject, audience, provider } = assumed.identity;
    return {
      ...sessionMembers(aws, assumed, input),
      SubjectFromWebIdentityToken: subject,
      Audience: audience,
      Provider: provider,
    };
  },
};

/** The account of a root user, the unique id of a user, that of a role with its session's name. */
function userIdOf({ users }: World, { accountId, arn }: Caller): string {
  const [, session] = /:assumed-role\/.+\/([^/]+)$/.exec(arn) ?? [];
  if (session !== undefined) return `AROA${accountId}:${session}`;
  const user = Object.hasOwn(users, arn) ? users[arn] : undefined;
  return user === undefined ? accountId : uniqueIdOf("user", user);
}

function sessionMembers(
  { now }: Aws,
  { caller, maximum, packedSize, isChained }: Assumed,
  input: Members,
): Members {
  const { RoleSessionName, DurationSeconds = 3600 } = input;
  if (DurationSeconds < 900 || DurationSeconds > maximum) {
    throw new AwsError(
      "ValidationError",
      isChained
        ? "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
        : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  const expiration = new Date(now().getTime() + DurationSeconds * 1000);
  const accessKeyId = `${SESSION_KEY_PREFIX}${caller.accountId}ROLE`;
  const secretAccessKey = randomBytes(30).toString("base64");
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken({
        arn: caller.arn,
        expiresAt: expiration.toISOString(),
        ...(caller.sessionPolicies && { policies: caller.sessionPolicies }),
        accessKeyId,
        secretAccessKey,
      }),
      Expiration: expiration,
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROA${caller.accountId}:${RoleSessionName}`,
      Arn: caller.arn,
    },
    PackedPolicySize: packedSize,
  };
}
