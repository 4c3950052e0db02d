import { z } from "zod";

import type { LiveIdentity, NamedPolicy } from "../../rules/identities";
import type { PolicyDocument } from "../../rules/policyDocument";
import { awsOutput } from "./awsOutput";

const document = z.looseObject({
  Statement: z.union([z.looseObject({}), z.array(z.looseObject({}))]),
});

/** Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
const details = z.looseObject({
  RoleDetailList: z.array(
    z.looseObject({
      Arn: z.string(),
      AssumeRolePolicyDocument: document,
      RolePolicyList: z
        .array(z.looseObject({ PolicyName: z.string(), PolicyDocument: document }))
        .default([]),
      AttachedManagedPolicies: z.array(z.looseObject({ PolicyArn: z.string() })).default([]),
      PermissionsBoundary: z.looseObject({ PermissionsBoundaryArn: z.string() }).optional(),
    }),
  ),
  Policies: z
    .array(
      z.looseObject({
        Arn: z.string(),
        PolicyVersionList: z.array(
          z.looseObject({ IsDefaultVersion: z.boolean(), Document: document.optional() }),
        ),
      }),
    )
    .default([]),
});

type Details = z.output<typeof details>;

/** Roles by their ARNs, as `aws iam get-account-authorization-details` prints them; null: the file lacks a managed policy of the role. Throws CannotRun. */
export function rolesOf(text: string, file: string): Map<string, LiveIdentity | null> {
  const found = awsOutput(text, file, "iam get-account-authorization-details", (output) => {
    const { data } = details.safeParse(output);
    return data;
  });
  return new Map(found.RoleDetailList.map((role) => [role.Arn, identityOf(role, found.Policies)]));
}

function identityOf(
  role: Details["RoleDetailList"][number],
  policies: Details["Policies"],
): LiveIdentity | null {
  const managed = (arn: string): NamedPolicy | undefined => {
    const versions = policies.find((one) => one.Arn === arn)?.PolicyVersionList ?? [];
    const current = versions.find((one) => one.IsDefaultVersion)?.Document;
    return current && { name: arn, document: policyOf(current) };
  };
  const attached = role.AttachedManagedPolicies.map(({ PolicyArn }) => managed(PolicyArn));
  const boundaryArn = role.PermissionsBoundary?.PermissionsBoundaryArn;
  const boundary = boundaryArn === undefined ? undefined : managed(boundaryArn);
  const isComplete = attached.every((one) => one !== undefined);
  if (!isComplete || (boundaryArn !== undefined && boundary === undefined)) return null;
  const inline = role.RolePolicyList.map(({ PolicyName, PolicyDocument }) => ({
    name: PolicyName,
    document: policyOf(PolicyDocument),
  }));
  return {
    kind: "role",
    arn: role.Arn,
    trust: policyOf(role.AssumeRolePolicyDocument),
    policies: [...inline, ...attached],
    ...(boundary && { boundary }),
    groups: [],
  };
}

/** What IAM has it accepted as a policy. */
const policyOf = (found: z.output<typeof document>) => found as unknown as PolicyDocument;
