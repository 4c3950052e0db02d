import { partialDecision, type Decision, type PartialRequest } from "../evaluator";
import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import type { Call } from "./calls";
import type { ProofResult } from "./types";

/** What a policy decides about one request of a call. */
export interface RequestDecision {
  decision: Decision;
  result: ProofResult;
}

/** A policy and one request of a call, whose resource is open. */
export interface RequestDecider {
  /** The patterns by which the statements that may apply distinguish resources. */
  patterns: () => string[];
  on: (resource: string) => RequestDecision;
}

const GRANT: PolicyStatement = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };

const RESULTS: { [result in Decision["result"]]: ProofResult } = {
  allowed: "allowed",
  explicitDeny: "denied",
  implicitDeny: "denied",
  undetermined: "undetermined",
};

/** What a policy decides about each request of a call. */
export function requestDeciders(
  document: PolicyDocument,
  { requests, grantNotNeeded }: Pick<Call, "requests" | "grantNotNeeded">,
): RequestDecider[] {
  if (!grantNotNeeded) {
    return requests.map((request) => deciderOf(document, request, ({ result }) => RESULTS[result]));
  }
  // Whether a Deny of what needs no grant stops GuardDuty is not documented.
  const granted = { ...document, Statement: [...listOf(document.Statement), GRANT] };
  return requests.map((request) =>
    deciderOf(granted, request, ({ result }) => (result === "allowed" ? result : "undetermined")),
  );
}

function deciderOf(
  document: PolicyDocument,
  request: PartialRequest,
  resultOf: (decision: Decision) => ProofResult,
): RequestDecider {
  const { patterns, on } = partialDecision(document, request);
  return {
    patterns,
    on: (resource) => {
      const decision = on(resource);
      return { decision, result: resultOf(decision) };
    },
  };
}

/** Whether a decision does not rule the request out. */
export function mayHappen({ result }: Decision): boolean {
  return result === "allowed" || result === "undetermined";
}
