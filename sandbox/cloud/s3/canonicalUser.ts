import { createHash } from "node:crypto";

/** The id of an account in ACLs and in principals of S3: 64 hex digits. */
export function canonicalUserId(accountId: string): string {
  return createHash("sha256").update(accountId).digest("hex");
}
