import type { Key } from "../../world";
import { keyPolicyAllows } from "../access";
import { accountOfArn, partitionOf, regionOfArn } from "../arn";
import type { Aws } from "../aws";
import { AwsError, type Caller } from "../contract";

export interface FoundKey {
  arn: string;
  key: Key;
}

/** The key that an id, an ARN, an alias or an alias's ARN stands for. Throws NotFoundException. */
export function findKey({ world }: Aws, caller: Caller, keyId: unknown): FoundKey {
  const place = `arn:${partitionOf(caller.region)}:kms:${caller.region}:${caller.accountId}`;
  const name = String(keyId);
  const arn = name.startsWith("arn:")
    ? name
    : `${place}:${name.startsWith("alias/") ? "" : "key/"}${name}`;
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

/** The key of a request, with the caller's right to do `action` checked. */
export function requireKey(aws: Aws, caller: Caller, keyId: unknown, action: string): FoundKey {
  const found = findKey(aws, caller, keyId);
  const { arn, key } = found;
  if (!keyPolicyAllows(aws.world, caller, key.policy, { action, resource: arn })) {
    throw new AwsError(
      "AccessDeniedException",
      `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${arn} because no resource-based policy allows the ${action} action`,
    );
  }
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

export function keyIdOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

export function requireNotPending({ arn, key }: FoundKey): void {
  if (key.state === "PendingDeletion") {
    throw new AwsError("KMSInvalidStateException", `${arn} is pending deletion.`);
  }
}

/** Uses a key for the caller's object as S3 does; answers its ARN. Throws with the codes that S3 gives them. */
export function useKey(aws: Aws, caller: Caller, keyId: string, action: string): string {
  const { arn, key } = keyForS3(aws, caller, keyId, action);
  if (key.state === "Disabled") throw new AwsError("KMS.DisabledException", `${arn} is disabled.`);
  if (key.state !== "Enabled") {
    throw new AwsError("KMS.KMSInvalidStateException", `${arn} is pending deletion.`);
  }
  return arn;
}

function keyForS3(aws: Aws, caller: Caller, keyId: string, action: string): FoundKey {
  try {
    return requireKey(aws, caller, keyId, action);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw error.code === "NotFoundException"
      ? new AwsError("KMS.NotFoundException", error.message)
      : new AwsError("AccessDenied", error.message, 403);
  }
}

export function notFound(message: string): AwsError {
  return new AwsError("NotFoundException", message);
}
