import { isDeepStrictEqual } from "node:util";

import { parseArn, parseRoleArn, roleOfSession, rootArn } from "../arn";
import { listOf, type PolicyPrincipal } from "../policyDocument";
import type { RequestPrincipal } from "./types";

/**
 * Whether the caller is one of these principals.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function isListed(principals: PolicyPrincipal, caller: RequestPrincipal): boolean {
  if (principals === "*") return true;
  if (typeof principals !== "object" || principals === null) return false;
  return (
    listOf(principals["AWS"]).some((value) => isAwsPrincipal(String(value), caller)) ||
    listOf(principals["Service"]).some(
      (value) => caller.kind === "Service" && value === caller.service,
    ) ||
    listOf(principals["Federated"]).some(
      (value) => caller.kind === "Federated" && value === caller.provider,
    ) ||
    listOf(principals["CanonicalUser"]).some(
      (value) => caller.kind === "CanonicalUser" && value === caller.id,
    )
  );
}

/** As a policy would name the caller. */
export function nameOf(caller: RequestPrincipal): string {
  if (caller.kind === "Service") return caller.service;
  if (caller.kind === "Federated") return caller.provider;
  if (caller.kind === "CanonicalUser") return caller.id;
  return caller.kind === "AWS" ? caller.arn : "anonymous";
}

function isAwsPrincipal(value: string, caller: RequestPrincipal): boolean {
  if (value === "*") return true;
  if (caller.kind !== "AWS") return false;
  return value === caller.arn || isAccountOf(value, caller.arn) || isRoleOf(value, caller.arn);
}

/** An account id, or the ARN of its root, stands for every identity of the account. */
function isAccountOf(value: string, callerArn: string): boolean {
  const caller = parseArn(callerArn);
  if (caller === undefined) return false;
  const { partition, accountId } = caller;
  return value === accountId || value === rootArn(partition, accountId);
}

/** A role stands for its sessions, whose ARN leaves out the path of the role. */
function isRoleOf(value: string, callerArn: string): boolean {
  const session = roleOfSession(callerArn);
  return session !== undefined && isDeepStrictEqual(session, parseRoleArn(value));
}
