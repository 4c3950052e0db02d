import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import { lookupIn } from "./context";
import { candidate, coversAction, type Candidate, type Part } from "./statements";
import { allOf, some, type Truth } from "./truth";
import type { AccessRequest, Decision, PartialRequest, StatementReason } from "./types";
import { expanderFor, type Expand } from "./variables";

export { globTokens } from "./match";
export type { GlobToken } from "./match";
export { isInRange } from "./operators";
export { isListed } from "./principals";
export { conditionsIn, variablesIn } from "./reading";
export type { ConditionUse } from "./reading";
export { coversAction };
export { NEVER_SENT_BY_SERVICE, sentByService } from "./serviceRequest";
export * from "./types";

/** A policy and a request whose resource is open. */
export interface PartialDecision {
  /** The patterns by which the statements that may apply distinguish resources, policy variables replaced. */
  patterns: () => string[];
  /** The decision for one resource. */
  on: (resource: string) => Decision;
}

/**
 * Whether a resource-based policy lets a request through: an explicit deny wins over any allow, and
 * without an allow the request is denied. A key the request may or may not hold leaves the answer
 * open only where the answer depends on it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(document: PolicyDocument, request: AccessRequest): Decision {
  return partialDecision(document, request).on(request.resource);
}

/** Decides all that does not depend on the resource once, for requests of many resources. */
export function partialDecision(
  document: PolicyDocument,
  request: PartialRequest,
): PartialDecision {
  const lookup = lookupIn(request.context);
  const scope = { request, lookup, expand: expanderFor(document.Version, lookup) };
  const candidates = statementsOf(document)
    .filter(([, one]) => coversAction(one, request.action))
    .map(([index, one]) => candidate(one, index, scope));
  return {
    patterns: () => patternsOf(candidates, scope.expand),
    on: (resource) => {
      const { result, reasons } = judge(candidates, resource);
      // Reasons take longer than results, and most are not read.
      return {
        result,
        get reasons() {
          return reasons();
        },
      };
    },
  };
}

function patternsOf(candidates: Candidate[], expand: Expand): string[] {
  const texts = candidates
    .filter(({ others }) => others !== false)
    .flatMap(({ statement }) => [...listOf(statement.Resource), ...listOf(statement.NotResource)]);
  const patterns = texts.flatMap((text) => {
    const expansion = expand(String(text));
    return expansion.state === "known" ? [expansion.pattern] : [];
  });
  return [...new Set(patterns)];
}

function judge(
  candidates: Candidate[],
  resource: string,
): { result: Decision["result"]; reasons: () => StatementReason[] } {
  const examined = candidates.map((one) => examine(one, resource));
  const denies = examined.filter(({ statement }) => statement.Effect === "Deny");
  const allows = examined.filter(({ statement }) => statement.Effect === "Allow");

  const denied = some(denies, (deny) => deny.applies);
  if (denied === true) {
    return { result: "explicitDeny", reasons: () => denies.flatMap(whyApplies) };
  }
  const allowed = some(allows, (allow) => allow.applies);
  if (allowed === false) return { result: "implicitDeny", reasons: () => allows.flatMap(whyNot) };
  if (denied === "unknown" || allowed === "unknown") {
    const open = allowed === "unknown" ? examined : denies;
    return { result: "undetermined", reasons: () => open.flatMap(whyOpen) };
  }
  return { result: "allowed", reasons: () => allows.flatMap(whyApplies) };
}

interface Examined {
  index: number;
  statement: PolicyStatement;
  /** Whether it applies to the request. */
  applies: Truth;
  parts: () => Part[];
}

function examine(
  { index, statement, others, covers, parts }: Candidate,
  resource: string,
): Examined {
  const applies = allOf(
    () => others,
    () => covers(resource),
  );
  return { index, statement, applies, parts: () => parts(resource) };
}

/** The statements with their positions; what is no object says nothing. */
function statementsOf(document: PolicyDocument): [number, PolicyStatement][] {
  return [...listOf(document.Statement).entries()].filter(
    ([, statement]) => typeof statement === "object" && statement !== null,
  );
}

function whyApplies(examined: Examined): StatementReason[] {
  if (examined.applies !== true) return [];
  const conditions = examined.parts().filter((part) => part.operator !== undefined);
  return [reason(examined, "applies", conditions)];
}

/** One reason for each element that does not match. */
function whyNot(examined: Examined): StatementReason[] {
  return examined
    .parts()
    .filter((part) => part.truth === false)
    .map((part) => reason(examined, "doesNotApply", [part]));
}

/** One reason for each element that could turn a statement which is open. */
function whyOpen(examined: Examined): StatementReason[] {
  if (examined.applies !== "unknown") return [];
  return examined
    .parts()
    .filter((part) => part.truth === "unknown")
    .map((part) => reason(examined, "mayApply", [part]));
}

function reason(
  { index, statement }: Examined,
  outcome: StatementReason["outcome"],
  parts: Part[],
): StatementReason {
  const [part] = parts;
  return {
    index,
    ...(statement.Sid !== undefined && { sid: statement.Sid }),
    effect: statement.Effect,
    outcome,
    ...(part?.operator !== undefined && { operator: part.operator }),
    ...(part?.key !== undefined && { key: part.key }),
    facts: parts.map((one) => one.fact()),
  };
}
