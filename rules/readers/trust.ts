import { knownArn, parseArn } from "../arn";
import type { PolicyCondition, PolicyDocument } from "../policyDocument";

/** Who may take a reader's role with credentials of AWS. */
export interface RoleTrust {
  /** ARNs of accounts, roles or users. */
  principalArns: readonly string[];
  /** Undefined: the vendor sends none. */
  externalId?: string;
}

/** Which service of AWS may take a reader's role. */
export interface ServiceTrust {
  /** Such as osis-pipelines.amazonaws.com. */
  servicePrincipal: string;
  /** What the service takes it for; undefined where it says no source. */
  sourceArns?: readonly string[];
}

/** Who may take a reader's role with a token of an identity provider. */
export interface WebIdentityTrust {
  /** `accounts.google.com`, which IAM knows by itself, or the ARN of an OIDC provider. */
  provider: string;
  audiences?: string[];
  subjects?: string[];
  sessionNames?: string[];
}

/**
 * The trust of a role that a third party takes: only with the external id that was agreed with it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export function roleTrust({ principalArns, externalId }: RoleTrust): PolicyDocument {
  return trust(
    "sts:AssumeRole",
    { AWS: [...principalArns] },
    externalId === undefined ? undefined : { StringEquals: { "sts:ExternalId": externalId } },
  );
}

/**
 * The trust of a role that a service of AWS takes, for the named resources of their accounts alone.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function serviceTrust({ servicePrincipal, sourceArns }: ServiceTrust): PolicyDocument {
  return trust(
    "sts:AssumeRole",
    { Service: [servicePrincipal] },
    sourceArns && {
      StringEquals: { "aws:SourceAccount": accountsOf(sourceArns) },
      ArnLike: { "aws:SourceArn": [...sourceArns] },
    },
  );
}

const accountsOf = (arns: readonly string[]): string[] => [
  ...new Set(arns.map((arn) => knownArn(arn).accountId)),
];

/**
 * The trust of a role that is taken with a token.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function webIdentityTrust(web: WebIdentityTrust): PolicyDocument {
  const issuer = parseArn(web.provider)?.resource.replace(/^oidc-provider\//, "") ?? web.provider;
  const keys = {
    [`${issuer}:aud`]: web.audiences,
    [`${issuer}:sub`]: web.subjects,
    "sts:RoleSessionName": web.sessionNames,
  };
  const wanted = Object.entries(keys).flatMap(([key, values]) =>
    values === undefined || values.length === 0 ? [] : [[key, values] as const],
  );
  return trust(
    "sts:AssumeRoleWithWebIdentity",
    { Federated: [web.provider] },
    {
      StringEquals: Object.fromEntries(wanted),
    },
  );
}

function trust(
  Action: string,
  Principal: { [kind: string]: string[] },
  Condition: PolicyCondition | undefined,
): PolicyDocument {
  const statement = { Effect: "Allow" as const, Principal, Action };
  return {
    Version: "2012-10-17",
    Statement: [{ ...statement, ...(Condition && { Condition }) }],
  };
}
