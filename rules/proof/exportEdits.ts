import type { ElementFact, PartialRequest, StatementReason } from "../evaluator";
import { grouped } from "../grouped";
import { detectorArn } from "../arn";
import type { ExportSource } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { principalOf, SSE, SSE_KEY, type Call } from "./calls";
import { callAt, type CallDecision, type Trial } from "./callDecisions";
import { isTimeKey } from "./instants";
import { requestDeciders } from "./requestDecisions";
import { applyEdits } from "./edits";
import { refOfReason, servicesOf, statementAt } from "./statements";
import type { PolicyEdit, PolicyName, StatementRef } from "./types";

/** What makes a policy allow a call: for each statement at fault the first change that is seen to work. */
export function editsFor(
  document: PolicyDocument,
  called: Call,
  failing: readonly Trial[],
  source: ExportSource,
  decided: CallDecision,
  reasons: StatementReason[],
): PolicyEdit[] {
  const call = { ...called, resource: decided.resource };
  const add: PolicyEdit = {
    edit: "addStatement",
    policy: call.policy,
    statement: allowFor(call, source),
  };
  if (reasons.length === 0) return [add];
  const byStatement = grouped(reasons, ({ index }) => index);
  return [...byStatement].flatMap(([index, own]) => {
    const [first] = own as [StatementReason, ...StatementReason[]];
    const statement = statementAt(document, index);
    const ref = refOfReason(first);
    const isDeny = first.effect === "Deny";
    const candidates = isDeny
      ? editsOfDeny(call, ref, statement, source)
      : decided.decision.result === "undetermined"
        ? []
        : [editsOfAllow(call.policy, ref, own, call)];
    const working = candidates.find((edits) => works(document, call, failing, index, edits));
    // No Allow outweighs a Deny.
    return working ?? (isDeny ? [{ edit: "removeStatement", policy: call.policy, ...ref }] : [add]);
  });
}

/** Whether the statement is no longer at fault after the edits, in any of the trials. */
function works(
  document: PolicyDocument,
  call: Call,
  failing: readonly Trial[],
  index: number,
  edits: PolicyEdit[],
): boolean {
  const name = call.policy === "bucket" ? "bucketPolicy" : "keyPolicy";
  const before = { bucketPolicy: undefined, keyPolicy: undefined, [name]: document };
  const edited = applyEdits(before, edits)[name] as unknown as PolicyDocument;
  const byInstant = grouped(failing, ({ instant }) => instant);
  return [...byInstant].every(([{ known }, trials]) =>
    requestDeciders(edited, callAt(call, known)).every(({ on }) =>
      trials.every(({ resource }) => {
        const { decision, result } = on(resource);
        if (result === "allowed") return true;
        return (
          decision.result !== "implicitDeny" &&
          !decision.reasons.some((reason) => reason.index === index)
        );
      }),
    ),
  );
}

function editsOfAllow(
  policy: PolicyName,
  ref: StatementRef,
  reasons: StatementReason[],
  { requests: [request], ...call }: Call,
): PolicyEdit[] {
  if (request === undefined) return [];
  return reasons.flatMap(({ facts: [fact] }): PolicyEdit[] => {
    if (fact?.element === "Principal") {
      return [{ edit: "addServices", policy, services: [fact.caller], ...ref }];
    }
    if (fact?.element === "Condition") return conditionEdit(policy, ref, fact, request);
    return [{ edit: "addResource", policy, resource: coveringResource(call), ...ref }];
  });
}

function conditionEdit(
  policy: PolicyName,
  ref: StatementRef,
  fact: Extract<ElementFact, { element: "Condition" }>,
  request: PartialRequest,
): PolicyEdit[] {
  const { operator, key } = fact;
  if (key === undefined) return [];
  // No date that a condition names lets every later request through.
  const sent = isTimeKey(key) ? undefined : valueOf(request.context.known, key);
  return sent === undefined
    ? [{ edit: "removeCondition", policy, key, ...ref }]
    : [{ edit: "addCondition", policy, operator, key, values: [String(sent)], ...ref }];
}

/** What may keep a Deny from the call, the narrowest first. */
function editsOfDeny(
  { policy, requests: [request] }: Call,
  ref: StatementRef,
  statement: PolicyStatement,
  source: ExportSource,
): PolicyEdit[][] {
  const service = principalOf(source);
  const header = [SSE, SSE_KEY].flatMap((key) => {
    const sent = request && valueOf(request.context.known, key);
    const operator = Object.entries(statement.Condition ?? {}).find(
      ([, keys]) => valueOf(keys as object as { [key: string]: unknown }, key) !== undefined,
    )?.[0];
    if (sent === undefined || operator === undefined) return [];
    const values = [String(sent)];
    return [[{ edit: "addCondition" as const, policy, operator, key, values, ...ref }]];
  });
  const listed = servicesOf(statement);
  const exempt: PolicyEdit =
    listed.includes(service) && listed.length > 1
      ? { edit: "removePrincipals", policy, principals: [service], ...ref }
      : {
          edit: "addCondition",
          policy,
          operator: "StringNotEquals",
          key: "aws:PrincipalServiceName",
          values: [service],
          ...ref,
        };
  return [...header, [exempt], [{ edit: "removeStatement", policy, ...ref }]];
}

/** The value of a condition key, whose name may be in any case. */
function valueOf<T>(keys: { [key: string]: T }, key: string): T | undefined {
  const lower = key.toLowerCase();
  return Object.entries(keys).find(([name]) => name.toLowerCase() === lower)?.[1];
}

/** The smallest Allow for a call of GuardDuty. */
function allowFor(call: Call, source: ExportSource): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { Service: principalOf(source) },
    Action: call.action,
    Resource: coveringResource(call),
    Condition: {
      StringEquals: {
        "aws:SourceAccount": source.accountId,
        "aws:SourceArn": detectorArn(source),
      },
    },
  };
}

/** The test object's folder for every object under it; what is no object stands for itself. */
function coveringResource({ resource, action }: Pick<Call, "resource" | "action">): string {
  if (action.startsWith("kms:")) return "*";
  return resource.replace(/(:::[^/]*\/(?:.*?\/)?AWSLogs\/).*$/, "$1*");
}
