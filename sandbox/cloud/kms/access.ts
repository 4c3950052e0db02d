import { parseArn } from "../../../rules/arn";
import { listOf, type PolicyDocument } from "../../../rules/policyDocument";
import type { Key } from "../../world";
import { type Access, type Guard, refusalOf, serviceDecision } from "../access";
import { accountOfArn, arnOf, dnsSuffix, regionOfArn } from "../arn";
import type { Aws } from "../aws";
import { AwsError, type Caller } from "../contract";

export interface FoundKey {
  arn: string;
  key: Key;
}

/** The key that an id, an ARN, an alias or an alias's ARN stands for. Throws NotFoundException. */
export function findKey({ world }: Aws, caller: Caller, keyId: unknown): FoundKey {
  const name = String(keyId);
  const arn =
    parseArn(name) === undefined
      ? arnOf("kms", caller, name.startsWith("alias/") ? name : `key/${name}`)
      : name;
  if (regionOfArn(arn) !== caller.region) throw notFound(`Invalid arn ${regionOfArn(arn)}`);
  if (arn.includes(":alias/")) {
    const alias = arn.slice(arn.indexOf(":alias/") + 1);
    const owner = arn.slice(0, arn.indexOf(":alias/"));
    const found = Object.entries(world.keys).find(
      ([keyArn, key]) => keyArn.startsWith(`${owner}:key/`) && key.aliases.includes(alias),
    );
    if (found === undefined) throw notFound(`Alias ${arn} is not found.`);
    return { arn: found[0], key: found[1] };
  }
  const key = world.keys[arn];
  if (key === undefined) throw notFound(`Key '${arn}' does not exist`);
  return { arn, key };
}

/** A key's policy has the last word in its own account too; a grant allows as a statement that names the grantee does. */
export function keyGuard(arn: string, { policy, grants }: Pick<Key, "policy" | "grants">): Guard {
  const own = policy as unknown as PolicyDocument;
  const all =
    grants.length === 0
      ? policy
      : { ...policy, Statement: [...listOf(own.Statement), ...grants.map(statementOf)] };
  return { owner: accountOfArn(arn), policy: all, decidesAlone: true };
}

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html */
function statementOf({ granteePrincipal, operations, constraints }: Key["grants"][number]) {
  const { EncryptionContextEquals, EncryptionContextSubset } = constraints ?? {};
  const context = Object.entries({ ...EncryptionContextEquals, ...EncryptionContextSubset });
  return {
    Effect: "Allow",
    Principal: { AWS: granteePrincipal },
    Action: operations.map((operation) => `kms:${operation}`),
    Resource: "*",
    ...(context.length > 0 && {
      Condition: {
        StringEquals: Object.fromEntries(
          context.map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
        ),
      },
    }),
  };
}

/** The key of a request, with the caller's right to do `action` checked. */
export function requireKey(
  aws: Aws,
  caller: Caller,
  keyId: unknown,
  action: string,
  context?: Access["context"],
): FoundKey {
  const found = findKey(aws, caller, keyId);
  const { arn, key } = found;
  const callerAccount = { "kms:CallerAccount": caller.accountId };
  const access = { action, resource: arn, context: { ...callerAccount, ...context } };
  const refusal = refusalOf(aws.world, caller, keyGuard(arn, key), access);
  if (refusal !== undefined) throw new AwsError("AccessDeniedException", refusal);
  return found;
}

/** As `requireKey`, for operations that only the account of the key may call. */
export function requireOwnKey(aws: Aws, caller: Caller, keyId: unknown, action: string): FoundKey {
  const found = requireKey(aws, caller, keyId, action);
  if (accountOfArn(found.arn) !== caller.accountId) {
    throw new AwsError(
      "AccessDeniedException",
      `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${found.arn}`,
    );
  }
  return found;
}

export { resourceId as keyIdOf } from "../../../rules/arn";

export function requireNotPending({ arn, key }: FoundKey): void {
  if (key.state === "PendingDeletion") {
    throw new AwsError("KMSInvalidStateException", `${arn} is pending deletion.`);
  }
}

/** What S3 uses a key for. */
export interface ObjectUse {
  action: "kms:GenerateDataKey" | "kms:Decrypt";
  /** ARN of the object; that of its bucket with an S3 Bucket Key. */
  encryptionContext: string;
}

/** Uses a key for the caller's object as S3 does; answers its ARN. Throws with the codes that S3 gives them. */
export function useKey(aws: Aws, caller: Caller, keyId: string, use: ObjectUse): string {
  const { arn, key } = keyForS3(aws, caller, keyId, use);
  if (key.state === "Disabled") throw new AwsError("KMS.DisabledException", `${arn} is disabled.`);
  if (key.state !== "Enabled") {
    throw new AwsError("KMS.KMSInvalidStateException", `${arn} is in state ${key.state}.`);
  }
  return arn;
}

function keyForS3(
  aws: Aws,
  caller: Caller,
  keyId: string,
  { action, encryptionContext }: ObjectUse,
): FoundKey {
  const context = {
    "kms:ViaService": `s3.${caller.region}.${dnsSuffix(caller.region)}`,
    "kms:CallerAccount": caller.accountId,
    "kms:EncryptionContext:aws:s3:arn": encryptionContext,
    "kms:EncryptionContextKeys": ["aws:s3:arn"],
  };
  try {
    return requireKey(aws, caller, keyId, action, context);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw error.code === "NotFoundException"
      ? new AwsError("KMS.NotFoundException", error.message)
      : new AwsError("AccessDenied", error.message, 403);
  }
}

/**
 * Whether a service may write under a key to a topic or queue. The keys that AWS manages for a service have
 * policies that let no other service in.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function serviceMayUseKey(
  aws: Aws,
  owner: Pick<Caller, "accountId" | "region">,
  keyId: string,
  service: string,
  context: Access["context"],
): boolean {
  if (keyId.includes("alias/aws/")) return false;
  try {
    const { arn, key } = findKey(aws, { ...owner, arn: "" }, keyId);
    if (key.state !== "Enabled") return false;
    return ["kms:GenerateDataKey", "kms:Decrypt"].every((action) => {
      const access = { action, resource: arn, context };
      return serviceDecision(aws.world, keyGuard(arn, key), service, access) === "allowed";
    });
  } catch (error) {
    if (error instanceof AwsError) return false;
    throw error;
  }
}

export function notFound(message: string): AwsError {
  return new AwsError("NotFoundException", message);
}
