import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import { lookupIn } from "./context";
import { coversAction, examine, type Examined, type Part } from "./statements";
import { some } from "./truth";
import type { AccessRequest, Decision, StatementReason } from "./types";
import { expanderFor } from "./variables";

export { globTokens } from "./match";
export type { GlobToken } from "./match";
export { isInRange } from "./operators";
export { isListed } from "./principals";
export { conditionsIn, variablesIn } from "./reading";
export type { ConditionUse } from "./reading";
export { coversAction };
export * from "./types";

/**
 * Whether a resource-based policy lets a request through: an explicit deny wins over any allow, and
 * without an allow the request is denied. A key the request may or may not hold leaves the answer
 * open only where the answer depends on it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(document: PolicyDocument, request: AccessRequest): Decision {
  const { result, reasons } = judge(document, request);
  return { result, reasons: reasons() };
}

/** The result alone, and for `undetermined` the condition keys that are open: all reasons take longer. */
export function resultOf(
  document: PolicyDocument,
  request: AccessRequest,
): { result: Decision["result"]; openKeys: () => (string | undefined)[] } {
  const { result, reasons } = judge(document, request);
  return { result, openKeys: () => reasons().map(({ key }) => key) };
}

/** The patterns by which the statements about an action distinguish resources, policy variables replaced. */
export function resourcePatterns(
  document: PolicyDocument,
  request: Pick<AccessRequest, "action" | "context">,
): string[] {
  const expand = expanderFor(document.Version, lookupIn(request.context));
  const about = statementsOf(document).filter(([, one]) => coversAction(one, request.action));
  const texts = about.flatMap(([, { Resource, NotResource }]) => [
    ...listOf(Resource),
    ...listOf(NotResource),
  ]);
  return [...new Set(texts.map(String))].flatMap((text) => {
    const expansion = expand(text);
    return expansion.state === "known" ? [expansion.pattern] : [];
  });
}

function judge(
  document: PolicyDocument,
  request: AccessRequest,
): { result: Decision["result"]; reasons: () => StatementReason[] } {
  const lookup = lookupIn(request.context);
  const scope = { request, lookup, expand: expanderFor(document.Version, lookup) };
  const examined = statementsOf(document).map(([index, one]) => examine(one, index, scope));
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
