import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import { lookupIn } from "./context";
import { applies, candidate, coversAction, partsOf } from "./statements";
import type { Candidate, Part, Scope } from "./statements";
import { some, type Truth } from "./truth";
import type {
  AccessRequest,
  Decision,
  PartialRequest,
  RequestContext,
  StatementReason,
} from "./types";
import { expanderFor, type Expand } from "./variables";

export { glob, globTokens, toPattern } from "./match";
export type { GlobToken } from "./match";
export { isOperator } from "./conditions";
export { isInRange, toTime } from "./operators";
export { isListed } from "./principals";
export { conditionsIn, variablesIn } from "./reading";
export type { ConditionUse } from "./reading";
export { coversAction };
export { NEVER_SENT_BY_SERVICE, sentByService, UNDOCUMENTED_OF_SERVICE } from "./serviceRequest";
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
  const open = candidates.filter(({ others }) => others !== false);
  return {
    patterns: () => patternsOf(open, scope.expand),
    on: (resource) => judge(candidates, open, resource, scope),
  };
}

/** The patterns of a document's resources, with those variables replaced whose values the context has; others are left out. */
export function resourcePatterns(
  { Version, Statement }: PolicyDocument,
  context: RequestContext,
): string[] {
  return patternsIn(listOf(Statement), expanderFor(Version, lookupIn(context)));
}

function patternsOf(candidates: Candidate[], expand: Expand): string[] {
  return patternsIn(
    candidates.map(({ statement }) => statement),
    expand,
  );
}

function patternsIn(statements: readonly PolicyStatement[], expand: Expand): string[] {
  const texts = statements.flatMap(({ Resource, NotResource }) => [
    ...listOf(Resource),
    ...listOf(NotResource),
  ]);
  const patterns = texts.flatMap((text) => {
    const expansion = expand(String(text));
    return expansion.state === "known" ? [expansion.pattern] : [];
  });
  return [...new Set(patterns)];
}

/** Statements that cannot apply to any resource, those not in `open`, are only asked for reasons. */
function judge(
  candidates: Candidate[],
  open: Candidate[],
  resource: string,
  scope: Scope,
): Decision {
  const has = (effect: PolicyStatement["Effect"]) =>
    some(
      open.filter(({ statement }) => statement.Effect === effect),
      (one) => applies(one, resource, scope),
    );
  const reasons = (
    effects: PolicyStatement["Effect"][],
    why: (examined: Examined) => StatementReason[],
  ) =>
    candidates
      .filter(({ statement }) => effects.includes(statement.Effect))
      .flatMap((one) => why(examine(one, resource, scope)));

  const denied = has("Deny");
  if (denied === true) {
    return decision("explicitDeny", () => reasons(["Deny"], whyApplies));
  }
  const allowed = has("Allow");
  if (allowed === false) return decision("implicitDeny", () => reasons(["Allow"], whyNot));
  if (denied === "unknown" || allowed === "unknown") {
    const effects: PolicyStatement["Effect"][] =
      allowed === "unknown" ? ["Allow", "Deny"] : ["Deny"];
    return decision("undetermined", () => reasons(effects, whyOpen));
  }
  return decision("allowed", () => reasons(["Allow"], whyApplies));
}

/** Reasons take longer than results, and most are not read. */
function decision(result: Decision["result"], reasons: () => StatementReason[]): Decision {
  return {
    result,
    get reasons() {
      return reasons();
    },
  };
}

interface Examined {
  index: number;
  statement: PolicyStatement;
  /** Whether it applies to the request. */
  applies: Truth;
  parts: () => Part[];
}

function examine(one: Candidate, resource: string, scope: Scope): Examined {
  const { index, statement } = one;
  const parts = () => partsOf(one, resource, scope);
  return { index, statement, applies: applies(one, resource, scope), parts };
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
