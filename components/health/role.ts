import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { serviceTrust } from "../../rules/health";
import type { HealthContext } from "./context";

/** A role that a service takes. */
interface ServiceRole {
  name: string;
  policyName: string;
  service: string;
  description: string;
  /** JSON of all that it may do. */
  policy: pulumi.Input<string>;
}

export function createRole(
  { parent, args }: HealthContext,
  { name, policyName, service, description, policy }: ServiceRole,
): { role: iam.Role; rights: iam.RolePolicy } {
  const assumeRolePolicy = pulumi
    .output(args.administratorAccountId)
    .apply((accountId) => JSON.stringify(serviceTrust(service, accountId)));
  const role = new iam.Role(name, { description, assumeRolePolicy, tags: args.tags }, { parent });
  const rights = new iam.RolePolicy(
    policyName,
    { name: policyName, role: role.name, policy },
    { parent },
  );
  return { role, rights };
}
