import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import type { ExportPolicies, PolicyName } from "./types";

const EMPTY: PolicyDocument = { Statement: [] };

export function documentOf(policies: ExportPolicies, policy: PolicyName): PolicyDocument {
  return (policy === "bucket" ? policies.bucketPolicy : policies.keyPolicy) ?? EMPTY;
}

export function statementAt(document: PolicyDocument, index: number): PolicyStatement {
  return listOf(document.Statement)[index] as PolicyStatement;
}

/** The services that a statement names. */
export function servicesOf({ Principal }: PolicyStatement): string[] {
  return typeof Principal === "object" && Principal !== null ? listOf(Principal["Service"]) : [];
}

export function isGuardDuty(service: string): boolean {
  return /^guardduty\.([a-z0-9-]+\.)?amazonaws\.com$/.test(service);
}

export function namesGuardDuty(statement: PolicyStatement): boolean {
  return servicesOf(statement).some(isGuardDuty);
}

/** Whether a statement speaks of whoever comes, or of all but a few. */
export function namesEverybody({ Principal, NotPrincipal }: PolicyStatement): boolean {
  if (NotPrincipal !== undefined || Principal === "*") return true;
  return (
    typeof Principal === "object" && Principal !== null && listOf(Principal["AWS"]).includes("*")
  );
}

export function nameOf(statement: PolicyStatement, index: number): string {
  return `statement ${index}${statement.Sid === undefined ? "" : ` ${JSON.stringify(statement.Sid)}`}`;
}
