import { rootArn } from "./arn";
import type { PolicyStatement } from "./policyDocument";

/** A grant of a key. */
export interface KeyGrant {
  grantId: string;
  /** ARN of the principal, or name of a service. */
  grantee: string;
  /** Without `kms:`. */
  operations: string[];
}

/** The statement that leaves a key to the identity policies of its account. */
export function accountAdministration(partition: string, accountId: string): PolicyStatement {
  return {
    Sid: "AccountAdministration",
    Effect: "Allow",
    Principal: { AWS: rootArn(partition, accountId) },
    Action: "kms:*",
    Resource: "*",
  };
}
