import { randomBytes } from "node:crypto";
import type { World } from "../world";
import { accountOfArn, partitionOf, rootArn } from "./arn";
import type { Operations } from "./aws";
import { AwsError, type Caller, type Credentials } from "./contract";
import { isOptIn } from "./regions";

/** Who the credentials act as. */
export function authenticate(world: World, credentials: Credentials): Caller {
  const { accessKeyId, assumeRoleArns = [], sessionName, region } = credentials;
  const accountId = /\d{12}/.exec(accessKeyId ?? "")?.[0] ?? world.caller;
  if (world.accounts[accountId] === undefined) {
    throw new AwsError(
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
      403,
    );
  }
  const first: Caller = { accountId, arn: rootArn(accountId, region), region };
  requireRegion(world, first);
  return assumeRoleArns.reduce(
    (caller, role) => assumeRole(world, caller, role, sessionName),
    first,
  );
}

/** A Region that the account has not enabled knows none of its credentials. */
export function requireRegion(world: World, { accountId, region }: Caller): void {
  if (isOptIn(region) && !world.accounts[accountId]?.optedIn.includes(region)) {
    throw new AwsError(
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
      403,
    );
  }
}

function assumeRole(world: World, caller: Caller, role: string, sessionName = "sandbox"): Caller {
  const accountId = accountOfArn(role);
  if (!world.accounts[accountId]?.roles.includes(role)) {
    throw new AwsError(
      "AccessDenied",
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
      403,
    );
  }
  const name = role.slice(role.lastIndexOf("/") + 1);
  const assumed: Caller = {
    accountId,
    arn: `arn:${partitionOf(caller.region)}:sts::${accountId}:assumed-role/${name}/${sessionName}`,
    region: caller.region,
  };
  requireRegion(world, assumed);
  return assumed;
}

/** The role and session that a session token of this sandbox stands for. */
export function sessionOf(token: string): { roleArn: string; sessionName: string } | undefined {
  try {
    const { roleArn, sessionName } = JSON.parse(Buffer.from(token, "base64url").toString());
    return typeof roleArn === "string" ? { roleArn, sessionName } : undefined;
  } catch {
    return undefined;
  }
}

export const stsOperations: Operations = {
  GetCallerIdentity: (_aws, caller) => ({
    UserId: caller.accountId,
    Account: caller.accountId,
    Arn: caller.arn,
  }),

  AssumeRole: ({ world, now }, caller, { RoleArn, RoleSessionName, DurationSeconds = 3600 }) => {
    const assumed = assumeRole(world, caller, String(RoleArn), RoleSessionName);
    const token = JSON.stringify({ roleArn: RoleArn, sessionName: RoleSessionName });
    return {
      Credentials: {
        AccessKeyId: `ASIA${assumed.accountId}ROLE`,
        SecretAccessKey: randomBytes(30).toString("base64"),
        SessionToken: Buffer.from(token).toString("base64url"),
        Expiration: new Date(now().getTime() + DurationSeconds * 1000),
      },
      AssumedRoleUser: {
        AssumedRoleId: `AROA${assumed.accountId}:${RoleSessionName}`,
        Arn: assumed.arn,
      },
    };
  },
};
