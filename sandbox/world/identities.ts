import { z } from "zod";
import { parseArn } from "../../rules/arn";
import { arnOf, document, tags, timestamp } from "./fields";

/** Identities of IAM that have policies of their own: they may do what these allow and no more. */

export const roleArn = arnOf("iam", "role/.+", "an IAM role");

/** Those of AWS have no account. */
function isManagedPolicy(text: string): boolean {
  const { service, accountId = "", resource = "" } = parseArn(text) ?? {};
  return service === "iam" && /^(\d{12}|aws)$/.test(accountId) && /^policy\/\S+$/.test(resource);
}

const managedPolicyArn = z
  .string()
  .refine(isManagedPolicy, "must be the ARN of an IAM managed policy");

/** Name -> inline policy. */
const policies = z.record(z.string(), document).default({});

/** Managed policies of an identity, by ARN. */
const managed = {
  attached: z.array(managedPolicyArn).optional(),
  permissionsBoundary: managedPolicyArn.optional(),
};

const role = z.strictObject({
  id: z.string().optional(),
  assumeRolePolicy: document,
  policies,
  ...managed,
  description: z.string().default(""),
  /** Seconds. */
  maxSessionDuration: z.number().int().default(3600),
  createdAt: timestamp.optional(),
  tags,
});

const accessKey = z.strictObject({
  secret: z.string(),
  status: z.enum(["Active", "Inactive"]).default("Active"),
  createdAt: timestamp.optional(),
});

const user = z.strictObject({
  id: z.string().optional(),
  policies,
  ...managed,
  /** Id -> key. */
  accessKeys: z.record(z.string(), accessKey).default({}),
  createdAt: timestamp.optional(),
  tags,
});

const oidcProvider = z.strictObject({
  /** Audiences it accepts. */
  clientIds: z.array(z.string()).default([]),
  thumbprints: z.array(z.string()).default([]),
  createdAt: timestamp.optional(),
  tags,
});

export const roles = z.record(roleArn, role).default({});
export const users = z.record(arnOf("iam", "user/.+", "an IAM user"), user).default({});
export const oidcProviders = z
  .record(arnOf("iam", "oidc-provider/.+", "an OIDC provider"), oidcProvider)
  .default({});

/** ARN -> document, of the customer's and of AWS. */
export const managedPolicies = z.record(managedPolicyArn, document).default({});

export type Role = z.output<typeof role>;
export type User = z.output<typeof user>;
export type AccessKey = z.output<typeof accessKey>;
export type OidcProvider = z.output<typeof oidcProvider>;
