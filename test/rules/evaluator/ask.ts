import { evaluate, type AccessRequest, type Decision } from "../../../rules/evaluator";
import type { PolicyCondition, PolicyStatement } from "../../../rules/policyDocument";

export const ACCOUNT = "111122223333";
export const DETECTOR = `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/0123456789abcdef0123456789abcdef`;
export const BUCKET = "arn:aws:s3:::acme-logs";
export const OBJECT = `${BUCKET}/guardduty/AWSLogs/`;
export const GUARDDUTY = { kind: "Service", service: "guardduty.amazonaws.com" } as const;
export const VERSION = "2012-10-17";

type Known = AccessRequest["context"]["known"];

/** An upload by GuardDuty, every key not given being absent. */
export function upload(known: Known = {}, changes: Partial<AccessRequest> = {}): AccessRequest {
  return {
    principal: GUARDDUTY,
    action: "s3:PutObject",
    resource: OBJECT,
    context: { known, otherwise: "absent" },
    ...changes,
  };
}

/** An upload by GuardDuty of which only the given keys are known. */
export function uncertainUpload(known: Known = {}, absent: string[] = []): AccessRequest {
  return { ...upload(), context: { known, absent, otherwise: "unknown" } };
}

export function allow(changes: Partial<PolicyStatement> = {}): PolicyStatement {
  return { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*", ...changes };
}

export function deny(changes: Partial<PolicyStatement> = {}): PolicyStatement {
  return { ...allow(changes), Effect: "Deny" };
}

export function ask(statements: PolicyStatement[], request: AccessRequest): Decision {
  return evaluate({ Version: VERSION, Statement: statements }, request);
}

const HOLDS = { allowed: true, implicitDeny: false, undetermined: "unknown" } as const;

/** Whether a condition holds: what a policy of one Allow under that condition answers. */
export function holds(
  condition: PolicyCondition,
  request: AccessRequest,
  version: string = VERSION,
): boolean | "unknown" {
  const document = { Version: version, Statement: allow({ Condition: condition }) };
  const { result } = evaluate(document, request);
  return result === "explicitDeny" ? "unknown" : HOLDS[result];
}
