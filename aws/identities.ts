import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupsForUser,
  paginateListRolePolicies,
  paginateListRoles,
  paginateListUserPolicies,
  paginateListUsers,
} from "@aws-sdk/client-iam";

import type { IdentityKind, LiveIdentity, NamedPolicy } from "../rules/identities";
import type { PolicyDocument } from "../rules/policyDocument";
import type { ClientSettings } from "./connection";
import { connect } from "./connection";
import type { Credentials } from "./credentials";
import { isCode } from "./errors";

/** Roles and users of an account; every call rejects with the error of the SDK. */
export interface Identities {
  /** Undefined: it is not found. */
  read(kind: IdentityKind, name: string): Promise<LiveIdentity | undefined>;
  /** The names of all, in IAM's order. */
  names(kind: IdentityKind): Promise<string[]>;
  close(): void;
}

/** The IAM actions that read one. */
export const IDENTITY_READS: { [kind in IdentityKind]: string[] } = {
  role: [
    "iam:GetRole",
    "iam:ListRolePolicies",
    "iam:GetRolePolicy",
    "iam:ListAttachedRolePolicies",
    "iam:GetPolicy",
    "iam:GetPolicyVersion",
  ],
  user: [
    "iam:GetUser",
    "iam:ListUserPolicies",
    "iam:GetUserPolicy",
    "iam:ListAttachedUserPolicies",
    "iam:ListGroupsForUser",
    "iam:GetPolicy",
    "iam:GetPolicyVersion",
  ],
};

/** The IAM action that lists them. */
export const IDENTITY_LISTS: { [kind in IdentityKind]: string } = {
  role: "iam:ListRoles",
  user: "iam:ListUsers",
};

export function identities(
  region: string,
  credentials: Credentials | undefined,
  settings: ClientSettings,
): Identities {
  const { client, options, close } = connect(IAMClient, region, settings, credentials);
  const managed = async (PolicyArn: string): Promise<NamedPolicy> => {
    const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }), options());
    const { DefaultVersionId: VersionId } = Policy ?? {};
    const version = new GetPolicyVersionCommand({ PolicyArn, VersionId });
    const { PolicyVersion } = await client.send(version, options());
    return { name: PolicyArn, document: documentOf(PolicyVersion?.Document) };
  };
  const policies = async (
    inlineNames: string[],
    inline: (PolicyName: string) => Promise<string | undefined>,
    attached: string[],
  ): Promise<NamedPolicy[]> =>
    Promise.all([
      ...inlineNames.map(async (name) => ({ name, document: documentOf(await inline(name)) })),
      ...attached.map(managed),
    ]);
  const boundaryOf = async (boundary: { PermissionsBoundaryArn?: string } | undefined) => {
    const arn = boundary?.PermissionsBoundaryArn;
    return arn === undefined ? {} : { boundary: await managed(arn) };
  };
  const role = async (RoleName: string): Promise<LiveIdentity | undefined> => {
    const found = await unlessGone(client.send(new GetRoleCommand({ RoleName }), options()));
    if (found === undefined) return undefined;
    const { Role } = found;
    const [names, attached] = [[] as string[], [] as string[]];
    for await (const page of paginateListRolePolicies({ client }, { RoleName })) {
      names.push(...(page.PolicyNames ?? []));
    }
    for await (const page of paginateListAttachedRolePolicies({ client }, { RoleName })) {
      attached.push(...arnsOf(page.AttachedPolicies));
    }
    const inline = async (PolicyName: string) => {
      const command = new GetRolePolicyCommand({ RoleName, PolicyName });
      return (await client.send(command, options())).PolicyDocument;
    };
    return {
      ...{ kind: "role", arn: Role?.Arn ?? "", groups: [] },
      trust: documentOf(Role?.AssumeRolePolicyDocument),
      policies: await policies(names, inline, attached),
      ...(await boundaryOf(Role?.PermissionsBoundary)),
    };
  };
  const user = async (UserName: string): Promise<LiveIdentity | undefined> => {
    const found = await unlessGone(client.send(new GetUserCommand({ UserName }), options()));
    if (found === undefined) return undefined;
    const { User } = found;
    const [names, attached, groups] = [[] as string[], [] as string[], [] as string[]];
    for await (const page of paginateListUserPolicies({ client }, { UserName })) {
      names.push(...(page.PolicyNames ?? []));
    }
    for await (const page of paginateListAttachedUserPolicies({ client }, { UserName })) {
      attached.push(...arnsOf(page.AttachedPolicies));
    }
    for await (const page of paginateListGroupsForUser({ client }, { UserName })) {
      groups.push(...(page.Groups ?? []).flatMap(({ GroupName }) => GroupName ?? []));
    }
    const inline = async (PolicyName: string) => {
      const command = new GetUserPolicyCommand({ UserName, PolicyName });
      return (await client.send(command, options())).PolicyDocument;
    };
    return {
      ...{ kind: "user", arn: User?.Arn ?? "", groups },
      policies: await policies(names, inline, attached),
      ...(await boundaryOf(User?.PermissionsBoundary)),
    };
  };
  return {
    read: (kind, name) => (kind === "role" ? role(name) : user(name)),
    async names(kind) {
      const found: string[] = [];
      if (kind === "role") {
        for await (const { Roles = [] } of paginateListRoles({ client, pageSize: PAGE }, {})) {
          found.push(...Roles.flatMap(({ RoleName }) => RoleName ?? []));
        }
      } else {
        for await (const { Users = [] } of paginateListUsers({ client, pageSize: PAGE }, {})) {
          found.push(...Users.flatMap(({ UserName }) => UserName ?? []));
        }
      }
      return found;
    },
    close,
  };
}

async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isCode(error, "NoSuchEntity") || isCode(error, "NoSuchEntityException")) return undefined;
    throw error;
  }
}

/** The most that IAM answers in one page. */
const PAGE = 1000;

const arnsOf = (policies: { PolicyArn?: string }[] = []): string[] =>
  policies.flatMap(({ PolicyArn }) => PolicyArn ?? []);

/**
 * IAM answers documents with their characters escaped.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
function documentOf(escaped: string | undefined): PolicyDocument {
  return JSON.parse(decodeURIComponent(escaped ?? "")) as PolicyDocument;
}
