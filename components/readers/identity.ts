import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { RandomUuid } from "@pulumi/random";

import { identityTrust } from "../../rules/readers";
import type { ReaderContext } from "./context";
import { notLostIdentity } from "./lostParts";

/** Who the reader is; of each kind only its own members. */
export interface ReaderIdentity {
  roleArn?: pulumi.Output<string>;
  externalId?: pulumi.Output<string>;
  userName?: pulumi.Output<string>;
  accessKeyId?: pulumi.Output<string>;
  /** A Pulumi secret. */
  secretAccessKey?: pulumi.Output<string>;
}

/** Makes the identity, with exactly `policy`: its JSON. */
export function createIdentity(
  context: ReaderContext,
  policy: pulumi.Output<string>,
): ReaderIdentity {
  const { plan, args } = context;
  if (plan.settings.identity === "accessKey") return createUser(context, policy);
  const externalId = externalIdOf(context);
  const { role, webIdentity, service } = args;
  const trust = pulumi
    .output({ role: role && { ...role, externalId }, webIdentity, service })
    .apply((known) => JSON.stringify(identityTrust(plan.settings, known)));
  return { roleArn: createRole(context, trust, policy), externalId };
}

/** Undefined where none is sent. */
function externalIdOf({ parent, plan, args }: ReaderContext): pulumi.Output<string> | undefined {
  if (plan.settings.generatesExternalId) {
    return new RandomUuid(plan.names.externalId, {}, { parent }).result;
  }
  const given = args.role?.externalId;
  return given === undefined ? undefined : pulumi.output(given);
}

function createRole(
  context: ReaderContext,
  assumeRolePolicy: pulumi.Output<string>,
  policy: pulumi.Output<string>,
): pulumi.Output<string> {
  const { parent, plan, args } = context;
  const { names, settings } = plan;
  const role = new iam.Role(
    names.role,
    {
      name: settings.roleName,
      description: "Reads exported GuardDuty findings",
      assumeRolePolicy,
      tags: args.tags,
    },
    { parent, ...notLostIdentity(context, "role") },
  );
  const rights = new iam.RolePolicy(
    names.rolePolicy,
    { name: names.rolePolicy, role: role.name, policy },
    { parent },
  );
  // Whoever gets the role's ARN can use it: it has its rights.
  return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}

function createUser(context: ReaderContext, policy: pulumi.Output<string>): ReaderIdentity {
  const { parent, plan, args } = context;
  const { names, settings } = plan;
  const user = new iam.User(
    names.user,
    { tags: args.tags },
    { parent, ...notLostIdentity(context, "user") },
  );
  const rights = new iam.UserPolicy(
    names.userPolicy,
    { name: names.userPolicy, user: user.name, policy },
    { parent },
  );
  // A name for each version: the new key is made before the old one goes.
  const key = new iam.AccessKey(
    names.accessKey(settings.keyVersion),
    { user: user.name },
    { parent, dependsOn: rights },
  );
  return {
    userName: user.name,
    accessKeyId: key.id,
    secretAccessKey: pulumi.secret(key.secret),
  };
}
