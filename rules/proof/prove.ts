import { evaluate, type AccessRequest, type Decision } from "../evaluator";
import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import { callsOf, type Call } from "./calls";
import { reasonsFor, toProofReason } from "./reasons";
import { documentOf } from "./statements";
import type { CallProof, ExportPolicies, ProofResult, RegionProof } from "./types";

/** Whether GuardDuty will be able to export from each detector, under the two policies as they will be. */
export function proveExport(policies: ExportPolicies): RegionProof[] {
  return policies.sources.map((source) => {
    const calls = callsOf(policies, source).map((call) => proveCall(policies, call));
    const { region, accountId, detectorId } = source;
    return { region, accountId, detectorId, result: worst(calls), calls };
  });
}

const GRANT: PolicyStatement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const RESULTS: { [result in Decision["result"]]: ProofResult } = {
  allowed: "allowed",
  explicitDeny: "denied",
  implicitDeny: "denied",
  undetermined: "undetermined",
};

/** A call is sure only when every request that GuardDuty may make for it comes out the same. */
function proveCall(policies: ExportPolicies, call: Call): CallProof {
  const document = documentOf(policies, call.policy);
  const tries = call.requests.map((request) => ({ request, ...decide(document, request, call) }));
  const { requests: _requests, grantNotNeeded, ...described } = call;
  const failed = tries.find(({ result }) => result !== "allowed");
  if (failed === undefined) {
    const granted = grantNotNeeded ? [] : (tries[0]?.decision.reasons ?? []);
    return { ...described, result: "allowed", reasons: granted.map((one) => toProofReason(one)) };
  }
  const sure = tries.every(({ result }) => result === failed.result);
  return {
    ...described,
    result: sure ? failed.result : "undetermined",
    reasons: reasonsFor(failed.decision, document, call.policy, failed.request),
  };
}

function decide(document: PolicyDocument, request: AccessRequest, { grantNotNeeded }: Call) {
  if (!grantNotNeeded) {
    const decision = evaluate(document, request);
    return { decision, result: RESULTS[decision.result] };
  }
  // Whether a Deny of what needs no grant stops GuardDuty is not documented.
  const granted = { ...document, Statement: [...listOf(document.Statement), GRANT] };
  const decision = evaluate(granted, request);
  return { decision, result: decision.result === "allowed" ? "allowed" : "undetermined" } as const;
}

function worst(calls: CallProof[]): ProofResult {
  const results = calls.map(({ result }) => result);
  if (results.includes("denied")) return "denied";
  return results.includes("undetermined") ? "undetermined" : "allowed";
}
