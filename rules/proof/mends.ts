import type { AccessRequest, Decision, StatementReason } from "../evaluator";
import { isListed, nameOf as callerName } from "../evaluator/principals";
import type { PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import { SSE, SSE_KEY } from "./calls";
import { nameOf, servicesOf } from "./statements";

/** What to change in an Allow so that it applies to a request of GuardDuty. */
export function mendOfAllow(
  { index, key }: StatementReason,
  statement: PolicyStatement,
  request: AccessRequest,
  result: Decision["result"],
): string {
  const name = nameOf(statement, index);
  if (result === "undetermined") {
    return `Add a statement that does not depend on it: ${statementFor(request)}.`;
  }
  if (key !== undefined) return mendOfCondition(key, name, request);
  if (!statement.Principal || !isListed(statement.Principal, request.principal)) {
    return `Add "${callerName(request.principal)}" to the Service principals of ${name}.`;
  }
  return `Have the Resource of ${name} cover "${coveringResource(request)}".`;
}

function mendOfCondition(key: string, name: string, { context }: AccessRequest): string {
  const sent = valueOf(context.known, key);
  if (sent === undefined) {
    return `Take the condition on ${key} out of ${name}: GuardDuty may not send it.`;
  }
  if (/^aws:source(arn|account)$/i.test(key)) return `Add "${sent}" to ${key} of ${name}.`;
  return `Have the condition on ${key} of ${name} take "${sent}".`;
}

/** What to change in a Deny so that it leaves a request of GuardDuty alone. */
export function mendOfDeny(
  { index }: StatementReason,
  statement: PolicyStatement,
  request: AccessRequest,
): string {
  const name = nameOf(statement, index);
  const caller = callerName(request.principal);
  if (servicesOf(statement).includes(caller)) {
    const key = [SSE, SSE_KEY].find((header) => wants(statement, header));
    const sent = key && valueOf(request.context.known, key);
    if (sent) return `Have the condition on ${key} of ${name} take "${sent}".`;
    return `Take "${caller}" out of the principals of ${name}.`;
  }
  return `Exempt GuardDuty: give ${name} the condition StringNotEquals aws:PrincipalServiceName "${caller}".`;
}

function wants({ Condition }: PolicyStatement, header: string): boolean {
  return Object.values(Condition ?? {}).some((keys) => valueOf(keys, header) !== undefined);
}

/** The value of a condition key, whose name may be in any case. */
function valueOf<T>(keys: { [key: string]: T }, key: string): T | undefined {
  const lower = key.toLowerCase();
  return Object.entries(keys).find(([name]) => name.toLowerCase() === lower)?.[1];
}

/** The smallest Allow for a request of GuardDuty, as JSON. */
export function statementFor(request: AccessRequest): string {
  const { "aws:SourceAccount": account, "aws:SourceArn": arn } = request.context.known;
  const statement: PolicyStatement = {
    Effect: "Allow",
    Principal: { Service: callerName(request.principal) },
    Action: request.action,
    Resource: coveringResource(request),
    Condition: {
      StringEquals: {
        "aws:SourceAccount": listOf(account)[0] ?? "",
        "aws:SourceArn": listOf(arn)[0] ?? "",
      },
    },
  };
  return JSON.stringify(statement);
}

/** The test object's folder for every object under it; what is no object stands for itself. */
function coveringResource({ resource, action }: AccessRequest): string {
  if (action.startsWith("kms:")) return "*";
  return resource.replace(/(:::[^/]*\/(?:.*?\/)?AWSLogs\/).*$/, "$1*");
}
