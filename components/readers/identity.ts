import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { RandomUuid } from "@pulumi/random";

import { PRESETS, roleTrust, serviceTrust, webIdentityTrust } from "../../rules/readers";
import type { ReaderRole, ReaderService, ReaderWebIdentity } from "./args";
import type { ReaderContext } from "./context";

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
  const { role, webIdentity, service } = context.args;
  if (role !== undefined) return createTrustedRole(context, role, policy);
  if (webIdentity !== undefined) return createWebIdentityRole(context, webIdentity, policy);
  if (service !== undefined) return createServiceRole(context, service, policy);
  return createUser(context, policy);
}

function createTrustedRole(
  context: ReaderContext,
  { principalArns, externalId: given }: ReaderRole,
  policy: pulumi.Output<string>,
): ReaderIdentity {
  const { parent, names, settings } = context;
  const preset = PRESETS[settings.preset];
  const generated = () => new RandomUuid(names.externalId, {}, { parent }).result;
  const id = given ?? (settings.generatesExternalId ? generated() : undefined);
  const externalId = id === undefined ? undefined : pulumi.output(id);
  const trust = pulumi
    .output({ principalArns: principalArns ?? [...(preset.principalArns ?? [])], externalId })
    .apply((known) => JSON.stringify(roleTrust(known)));
  return { roleArn: createRole(context, trust, policy), externalId };
}

function createWebIdentityRole(
  context: ReaderContext,
  { provider, audiences, subjects, sessionNames }: ReaderWebIdentity,
  policy: pulumi.Output<string>,
): ReaderIdentity {
  const preset = PRESETS[context.settings.preset];
  const trust = pulumi
    .output({
      provider: provider ?? (preset.provider as string),
      audiences: audiences ?? (preset.audiences === "any" ? [] : [...(preset.audiences ?? [])]),
      subjects,
      sessionNames,
    })
    .apply((web) => JSON.stringify(webIdentityTrust(web)));
  return { roleArn: createRole(context, trust, policy) };
}

function createServiceRole(
  context: ReaderContext,
  { sourceArns }: ReaderService,
  policy: pulumi.Output<string>,
): ReaderIdentity {
  const { servicePrincipal = "" } = PRESETS[context.settings.preset];
  const trust = pulumi
    .output(sourceArns)
    .apply((known) => JSON.stringify(serviceTrust({ servicePrincipal, sourceArns: known })));
  return { roleArn: createRole(context, trust, policy) };
}

function createRole(
  { parent, names, settings, args }: ReaderContext,
  assumeRolePolicy: pulumi.Output<string>,
  policy: pulumi.Output<string>,
): pulumi.Output<string> {
  const role = new iam.Role(
    names.role,
    {
      name: settings.roleName,
      description: "Reads exported GuardDuty findings",
      assumeRolePolicy,
      tags: args.tags,
    },
    { parent },
  );
  const rights = new iam.RolePolicy(names.rolePolicy, { role: role.name, policy }, { parent });
  // Whoever gets the role's ARN can use it: it has its rights.
  return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}

function createUser(
  { parent, names, settings, args }: ReaderContext,
  policy: pulumi.Output<string>,
): ReaderIdentity {
  const user = new iam.User(names.user, { tags: args.tags }, { parent });
  const rights = new iam.UserPolicy(names.userPolicy, { user: user.name, policy }, { parent });
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
