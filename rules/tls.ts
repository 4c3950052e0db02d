import type { PolicyStatement } from "./policyDocument";

/** The statement that refuses requests without TLS, whoever sends them. */
export function denyInsecureTransport(
  Action: string,
  Resource: PolicyStatement["Resource"],
  sidPrefix = "",
): PolicyStatement {
  return {
    Sid: `${sidPrefix}DenyInsecureTransport`,
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
