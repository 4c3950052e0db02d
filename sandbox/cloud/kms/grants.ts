import { randomBytes } from "node:crypto";
import type { Key } from "../../world";
import { accountOfArn, regionOfArn, rootArn } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
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
    const constraints = input["Constraints"];
    const grant: Grant = {
      id: randomBytes(32).toString("hex"),
      granteePrincipal: GranteePrincipal,
      operations: actions,
      createdAt: aws.now().toISOString(),
      ...(RetiringPrincipal && { retiringPrincipal: RetiringPrincipal }),
      ...(Name && { name: Name }),
      ...(constraints && { constraints: structuredClone(constraints) }),
    };
    key.grants.push(grant);
    return { GrantId: grant.id, GrantToken: randomBytes(96).toString("base64") };
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
