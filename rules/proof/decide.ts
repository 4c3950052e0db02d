import { evaluate, type AccessRequest, type Decision } from "../evaluator";
import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import type { Call } from "./calls";
import type { ProofResult } from "./types";

const GRANT: PolicyStatement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const RESULTS: { [result in Decision["result"]]: ProofResult } = {
  allowed: "allowed",
  explicitDeny: "denied",
  implicitDeny: "denied",
  undetermined: "undetermined",
};

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

/** Whether a decision does not rule the request out. */
export function mayHappen({ result }: Decision): boolean {
  return result === "allowed" || result === "undetermined";
}
