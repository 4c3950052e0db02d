import type { PolicyDocument } from "../../rules/policyDocument";

/** A role's session, as the token says that STS gives out for it. */
export interface Session {
  /** ARN of the assumed role. */
  arn: string;
  expiresAt: string;
  policies?: PolicyDocument[];
  /** The key and the secret that STS gave out with the token; absent where a test makes a token of its own. */
  accessKeyId?: string;
  secretAccessKey?: string;
}

/** Nothing protects a token from being made up: whoever can reach the sandbox may act as any identity. */
export function sessionToken(session: Session): string {
  return Buffer.from(JSON.stringify(session)).toString("base64url");
}

/** The session that a token of this sandbox stands for. */
export function sessionOf(token = ""): Session | undefined {
  try {
    const session = JSON.parse(Buffer.from(token, "base64url").toString()) as Session;
    return typeof session.arn === "string" ? session : undefined;
  } catch {
    return undefined;
  }
}
