import type { PolicyDocument } from "../../rules/policyDocument";

/** A role's session, as the token says that STS gives out for it. */
export interface Session {
  /** ARN of the assumed role. */
  arn: string;
  expiresAt: string;
  policies?: PolicyDocument[];
}

/** Nothing is signed: whoever can reach the sandbox may act as any identity. */
export function sessionToken(session: Session): string {
  return Buffer.from(JSON.stringify(session)).toString("base64url");
}

/** The session that a token of this sandbox stands for. */
export function sessionOf(token = ""): Session | undefined {
  try {
    const { arn, expiresAt, policies } = JSON.parse(Buffer.from(token, "base64url").toString());
    return typeof arn === "string" ? { arn, expiresAt, policies } : undefined;
  } catch {
    return undefined;
  }
}
