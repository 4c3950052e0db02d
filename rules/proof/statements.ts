import type { StatementReason } from "../evaluator";
import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import type { ExportPolicies, PolicyName, StatementRef } from "./types";

export const POLICIES: readonly PolicyName[] = ["bucket", "key"];

export function documentOf(
  policies: Pick<ExportPolicies, "bucketPolicy" | "keyPolicy">,
  policy: PolicyName,
): PolicyDocument | undefined {
  return policy === "bucket" ? policies.bucketPolicy : policies.keyPolicy;
}

/** The statements with their positions; what is no object says nothing. */
export function statementsOf(document: PolicyDocument): [number, PolicyStatement][] {
  return [...listOf(document.Statement).entries()].filter(
    ([, statement]) => typeof statement === "object" && statement !== null,
  );
}

export function statementAt(document: PolicyDocument, index: number): PolicyStatement {
  return listOf(document.Statement)[index] as PolicyStatement;
}

export function refOf(index: number, { Sid }: PolicyStatement): StatementRef {
  return { index, ...(typeof Sid === "string" && { sid: Sid }) };
}

export function refOfReason({ index, sid }: StatementReason): StatementRef {
  return { index, ...(sid !== undefined && { sid }) };
}

/** The principals of one kind that a statement names. */
export function principalsOf({ Principal }: PolicyStatement, kind: string): string[] {
  if (typeof Principal !== "object" || Principal === null) return [];
  return listOf(Principal[kind]).map(String);
}

/** The services that a statement names. */
export function servicesOf(statement: PolicyStatement): string[] {
  return principalsOf(statement, "Service");
}

export function isGuardDuty(service: string): boolean {
  return /^guardduty\.([a-z0-9-]+\.)?amazonaws\.com$/.test(service);
}

export function namesGuardDuty(statement: PolicyStatement): boolean {
  return servicesOf(statement).some(isGuardDuty);
}

/** Whether a statement is for every principal, or for all but a few. */
export function namesEveryPrincipal(statement: PolicyStatement): boolean {
  const { Principal, NotPrincipal } = statement;
  if (NotPrincipal !== undefined || Principal === "*") return true;
  return principalsOf(statement, "AWS").includes("*");
}
