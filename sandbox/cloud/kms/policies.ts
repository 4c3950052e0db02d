import { refusalOf, tagConditionKeys } from "../access";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller } from "../contract";
import { partitionOf } from "../arn";
import { policyText } from "../policyText";
import { asKept, principalsOf, refusedPrincipal } from "../validation/principals";
import { keyGuard, notFound, requireNotPending, requireOwnKey } from "./access";

const MAXIMUM_BYTES = 32_768;

export const keyPolicyOperations: Operations = {
  PutKeyPolicy: (aws, caller, input) => {
    const found = requireOwnKey(aws, caller, input["KeyId"], "kms:PutKeyPolicy");
    requireDefaultName(input["PolicyName"]);
    requireNotPending(found);
    const bypass = input["BypassPolicyLockoutSafetyCheck"] === true;
    const of = { arn: found.arn, tags: found.key.tags };
    const policy = parseKeyPolicy(aws, caller, input["Policy"], of, bypass);
    aws.propagation.put(found.key, policy);
  },

  GetKeyPolicy: (aws, caller, { KeyId, PolicyName }) => {
    const { key } = requireOwnKey(aws, caller, KeyId, "kms:GetKeyPolicy");
    requireDefaultName(PolicyName);
    return { Policy: JSON.stringify(key.policy), PolicyName: "default" };
  },

  ListKeyPolicies: (aws, caller, { KeyId }) => {
    requireOwnKey(aws, caller, KeyId, "kms:ListKeyPolicies");
    return { PolicyNames: ["default"], Truncated: false };
  },
};

/** The policy of a key, held to the rules that KMS has for one. */
export function parseKeyPolicy(
  { world }: Aws,
  caller: Caller,
  text: unknown,
  { arn, tags }: { arn: string; tags: { [key: string]: string } },
  bypassLockoutCheck: boolean,
): { [member: string]: unknown } {
  const json = String(text);
  if (Buffer.byteLength(json) > MAXIMUM_BYTES) {
    throw new AwsError(
      "LimitExceededException",
      `The policy is larger than the maximum of ${MAXIMUM_BYTES} bytes.`,
    );
  }
  const policy = policyText(json);
  if (typeof policy === "string") throw malformed(policy);
  const scope = { service: "kms", world, partition: partitionOf(caller.region) } as const;
  for (const statement of policy.Statement) {
    const principals = principalsOf(statement);
    if (principals === undefined) throw malformed("Missing required field Principal");
    if (statement.Resource === undefined && statement.NotResource === undefined) {
      throw malformed("Missing required field Resource");
    }
    const unknown = refusedPrincipal(scope, principals);
    if (unknown !== undefined) {
      const kind = unknown[0] === "Service" ? "service principals" : "principals";
      throw malformed(`Policy contains a statement with one or more invalid ${kind}.`);
    }
  }
  const context = tagConditionKeys(tags);
  const lockout = { action: "kms:PutKeyPolicy", resource: arn, context };
  const guard = keyGuard(arn, { policy: { ...policy }, grants: [] });
  if (!bypassLockoutCheck && refusalOf(world, caller, guard, lockout) !== undefined) {
    throw malformed(
      "The new key policy will not allow you to update the key policy in the future.",
    );
  }
  return { ...asKept(scope, policy) };
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicyDocumentException", message);
}

function requireDefaultName(name: unknown): void {
  if (name !== undefined && name !== "default") throw notFound("No such policy exists");
}
