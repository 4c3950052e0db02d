import { evaluate, type AccessRequest, type Decision, type StatementReason } from "../evaluator";
import type { ExportSource } from "../policies";
import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import { callsForObject, callsOf, type Call, type Written } from "./calls";
import { editsFor } from "./exportEdits";
import {
  documentOf,
  namesEveryPrincipal,
  namesGuardDuty,
  POLICIES,
  statementAt,
} from "./statements";
import type { CallProof, ExportPolicies, ProofResult, RegionProof } from "./types";

/** Whether GuardDuty will be able to export from each detector, by the policies that are known. */
export function proveExport(policies: ExportPolicies): RegionProof[] {
  const known = POLICIES.filter((policy) => documentOf(policies, policy) !== undefined);
  return policies.sources.map((source) => {
    const calls = callsOf(policies, source)
      .filter(({ policy }) => known.includes(policy))
      .map((call) => proveCall(policies, call, source));
    const { region, accountId, detectorId } = source;
    const result = worst(calls.map((call) => call.result));
    const isOpen = known.length < POLICIES.length && result !== "denied";
    return { region, accountId, detectorId, result: isOpen ? "notChecked" : result, calls };
  });
}

/** Whether GuardDuty may write one object for a detector: a stand-in of AWS decides by the same requests as the proof. */
export function proveObject(
  policies: Omit<ExportPolicies, "sources">,
  source: ExportSource,
  what: Written,
  objectArn: string,
): CallProof[] {
  const all = { ...policies, sources: [source] };
  return callsForObject(all, source, what, objectArn).map((call) => proveCall(all, call, source));
}

const GRANT: PolicyStatement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const RESULTS: { [result in Decision["result"]]: ProofResult } = {
  allowed: "allowed",
  explicitDeny: "denied",
  implicitDeny: "denied",
  undetermined: "undetermined",
};

/** A call is sure only when every request that GuardDuty may make for it comes out the same. */
function proveCall(policies: ExportPolicies, call: Call, source: ExportSource): CallProof {
  const document = documentOf(policies, call.policy) as PolicyDocument;
  const tries = call.requests.map((request) => ({ request, ...decide(document, request, call) }));
  const { requests: _requests, grantNotNeeded, ...described } = call;
  const failed = tries.find(({ result }) => result !== "allowed");
  if (failed === undefined) {
    const granted = grantNotNeeded ? [] : (tries[0]?.decision.reasons ?? []);
    return { ...described, result: "allowed", reasons: granted, fix: [] };
  }
  const sure = tries.every(({ result }) => result === failed.result);
  const reasons = atFault(failed.decision, document);
  return {
    ...described,
    result: sure ? failed.result : "undetermined",
    reasons,
    fix: editsFor(document, call, source, failed.decision.result, reasons),
  };
}

/** What a policy decides about one request of a call. */
export function decide(
  document: PolicyDocument,
  request: AccessRequest,
  { grantNotNeeded }: Pick<Call, "grantNotNeeded">,
): { decision: Decision; result: ProofResult } {
  if (!grantNotNeeded) {
    const decision = evaluate(document, request);
    return { decision, result: RESULTS[decision.result] };
  }
  // Whether a Deny of what needs no grant stops GuardDuty is not documented.
  const granted = { ...document, Statement: [...listOf(document.Statement), GRANT] };
  const decision = evaluate(granted, request);
  return { decision, result: decision.result === "allowed" ? "allowed" : "undetermined" };
}

const FROM_WORST = ["denied", "undetermined", "notChecked", "allowed"] as const;

/** The worst of the results; allowed when there is none. */
export function worst<T extends (typeof FROM_WORST)[number]>(results: T[]): T | "allowed" {
  return FROM_WORST.find((one): one is T => results.includes(one as T)) ?? "allowed";
}

function atFault({ result, reasons }: Decision, document: PolicyDocument): StatementReason[] {
  return result === "implicitDeny" ? closest(reasons, document) : reasons;
}

/** What keeps the one Allow from applying that is about GuardDuty and lacks the least. */
function closest(reasons: StatementReason[], document: PolicyDocument): StatementReason[] {
  const byStatement = new Map<number, StatementReason[]>();
  for (const one of reasons) {
    byStatement.set(one.index, [...(byStatement.get(one.index) ?? []), one]);
  }
  const candidates = [...byStatement].map(([index, lacks]) => ({
    statement: statementAt(document, index),
    lacks,
  }));
  const named = candidates.filter(({ statement }) => namesGuardDuty(statement));
  const open = candidates.filter(({ statement }) => namesEveryPrincipal(statement));
  const [first, ...rest] = named.length > 0 ? named : open;
  if (first === undefined) return [];
  return rest.reduce((best, one) => (one.lacks.length < best.lacks.length ? one : best), first)
    .lacks;
}
