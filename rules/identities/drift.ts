import { rootArn } from "../arn";
import { policyDrift } from "../health/policyDrift";
import type { StatementDrift } from "../health/policyDrift";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { DeclaredIdentity, LiveIdentity } from "./types";

/** How what IAM has of an identity differs from what the stack writes. */
export type IdentityDrift =
  /** Of its trust policy, or of the policy that the stack writes. */
  | { of: "trust" | "rights"; statements: StatementDrift[] }
  /** A policy that the stack does not write. */
  | { of: "policy"; name: string }
  /** A group of a user, whose policies are not read. */
  | { of: "group"; name: string };

/** Compares an identity with what the stack writes; what of that is not known is not compared. */
export function identityDrift(
  live: LiveIdentity,
  { logicalName, trust, rights }: DeclaredIdentity,
  partition: string,
): IdentityDrift[] {
  const own = live.policies.find(({ name }) => name === `${logicalName}-policy`);
  const others = live.policies.filter((one) => one !== own);
  const ofTrust =
    trust && live.trust ? policyDrift(kept(live.trust, partition), kept(trust, partition)) : [];
  const ofRights = rights && own ? policyDrift(own.document, rights) : [];
  return [
    ...(ofTrust.length > 0 ? [{ of: "trust" as const, statements: ofTrust }] : []),
    ...(ofRights.length > 0 ? [{ of: "rights" as const, statements: ofRights }] : []),
    ...others.map(({ name }) => ({ of: "policy" as const, name })),
    ...live.groups.map((name) => ({ of: "group" as const, name })),
  ];
}

/** As IAM keeps a trust policy: an account by its ARN. */
function kept(document: PolicyDocument, partition: string): PolicyDocument {
  const Statement = listOf(document.Statement).map((one): PolicyStatement => {
    const { Principal } = one;
    if (typeof Principal !== "object" || Principal["AWS"] === undefined) return one;
    const AWS = listOf(Principal["AWS"]).map((principal) =>
      /^\d{12}$/.test(principal) ? rootArn(partition, principal) : principal,
    );
    return { ...one, Principal: { ...Principal, AWS } };
  });
  return { ...document, Statement };
}
