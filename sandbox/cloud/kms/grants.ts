import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Key, World } from "../../world";
import { accountOfArn, partitionOf, regionOfArn, rootArn } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { type PolicyScope, refusedPrincipal } from "../validation/principals";
import { notFound, requireNotPending, requireOwnKey } from "./access";

type Grant = Key["grants"][number];

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const MOST_GRANTS = 50_000;

export const grantOperations: Operations = {
  CreateGrant: (aws, caller, input) => {
    const { KeyId, GranteePrincipal, RetiringPrincipal, Operations: actions, Name } = input;
    const found = requireOwnKey(aws, caller, KeyId, "kms:CreateGrant");
    requireNotPending(found);
    const { arn, key } = found;
    if (key.state !== "Enabled") throw new AwsError("DisabledException", `${arn} is disabled.`);
    if (key.grants.length >= MOST_GRANTS) {
      throw new AwsError("LimitExceededException", "The quota for grants has been exceeded.");
    }
    requirePrincipal(aws.world, arn, GranteePrincipal);
    if (RetiringPrincipal) requirePrincipal(aws.world, arn, RetiringPrincipal);
    const constraints = input["Constraints"];
    const wanted = {
      granteePrincipal: GranteePrincipal,
      operations: actions,
      ...(RetiringPrincipal && { retiringPrincipal: RetiringPrincipal }),
      ...(Name && { name: Name }),
      ...(constraints && { constraints: structuredClone(constraints) }),
    };
    // A grant with a name is made once, however often a client asks for it.
    const same =
      Name && key.grants.find((one) => isDeepStrictEqual(wantedOf(one), wantedOf(wanted)));
    const id = same ? same.id : randomBytes(32).toString("hex");
    if (!same) key.grants.push({ ...wanted, id, createdAt: aws.now().toISOString() });
    return { GrantId: id, GrantToken: randomBytes(96).toString("base64") };
  },

  ListGrants: (aws, caller, { KeyId, GrantId, GranteePrincipal }) => {
    const { arn, key } = requireOwnKey(aws, caller, KeyId, "kms:ListGrants");
    return {
      Grants: key.grants
        .filter(({ id }) => GrantId === undefined || id === GrantId)
        .filter(
          ({ granteePrincipal }) =>
            GranteePrincipal === undefined || granteePrincipal === GranteePrincipal,
        )
        .map((grant) => grantMembers(arn, grant)),
    };
  },

  RevokeGrant: (aws, caller, { KeyId, GrantId }) => {
    const { key } = requireOwnKey(aws, caller, KeyId, "kms:RevokeGrant");
    if (!key.grants.some(({ id }) => id === GrantId)) {
      throw notFound(`Grant with ID ${GrantId} not found`);
    }
    key.grants = key.grants.filter(({ id }) => id !== GrantId);
  },
};

/** What a request asks of a grant, operations in any order. */
function wantedOf({ id: _id, createdAt: _at, operations, ...rest }: Partial<Grant>): object {
  return structuredClone({ ...rest, operations: [...(operations ?? [])].sort() });
}

/** Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html */
function requirePrincipal(world: World, keyArn: string, principal: string): void {
  const scope: PolicyScope = { service: "kms", world, partition: partitionOf(regionOfArn(keyArn)) };
  if (principal !== "*" && refusedPrincipal(scope, [["AWS", principal]]) === undefined) return;
  throw new AwsError(
    "InvalidArnException",
    `ARN does not refer to a valid principal: ${principal}`,
  );
}

function grantMembers(keyArn: string, grant: Grant): Members {
  return {
    KeyId: keyArn,
    GrantId: grant.id,
    Name: grant.name,
    CreationDate: new Date(grant.createdAt ?? 0),
    GranteePrincipal: grant.granteePrincipal,
    RetiringPrincipal: grant.retiringPrincipal,
    IssuingAccount: rootArn(accountOfArn(keyArn), regionOfArn(keyArn)),
    Operations: grant.operations,
    Constraints: grant.constraints,
  };
}
