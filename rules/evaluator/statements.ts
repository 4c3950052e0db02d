import { listOf, type OneOrMany, type PolicyStatement } from "../policyDocument";
import { conditionOutcomes, type ConditionOutcome } from "./conditions";
import type { Lookup } from "./context";
import { glob, resourceGlob, toPattern } from "./match";
import { isListed, nameOf } from "./principals";
import { allOf, every, not, some, type Truth } from "./truth";
import type { ElementFact, PartialRequest } from "./types";
import { openVariable, type Expand } from "./variables";

/** One thing that must hold for a statement to apply. */
export type Part = Omit<ConditionOutcome, "operator"> & { operator?: string };

/** A statement about the action of a request: all but its resources decided. */
export interface Candidate {
  index: number;
  statement: PolicyStatement;
  /** Whether the other elements match. */
  others: Truth;
}

export interface Scope {
  request: PartialRequest;
  lookup: Lookup;
  expand: Expand;
}

export function candidate(statement: PolicyStatement, index: number, scope: Scope): Candidate {
  const others = allOf(
    () => isForCaller(statement, scope),
    () => every(conditionsOf(statement, scope), (part) => part.truth),
  );
  return { index, statement, others };
}

/**
 * Whether a statement applies: all its elements have to match.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function applies({ statement, others }: Candidate, resource: string, scope: Scope): Truth {
  return allOf(
    () => others,
    () => covers(statement, resource, scope),
  );
}

/** All elements of a statement, for the reasons. */
export function partsOf({ statement }: Candidate, resource: string, scope: Scope): Part[] {
  return [
    principalPart(statement, scope),
    resourcePart(statement, resource, scope),
    ...conditionsOf(statement, scope),
  ];
}

function conditionsOf({ Condition }: PolicyStatement, { lookup, expand }: Scope) {
  return conditionOutcomes(Condition, lookup, expand);
}

/** Whether a statement is about an action, in any case of letters. */
export function coversAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const covers = (listed: OneOrMany<string>) =>
    listOf(listed).some((one) => glob(toPattern(String(one)).toLowerCase(), action.toLowerCase()));
  if (Action !== undefined) return NotAction === undefined && covers(Action);
  return NotAction !== undefined && !covers(NotAction);
}

/** A statement without either element is malformed and applies to no caller. */
function isForCaller({ Principal, NotPrincipal }: PolicyStatement, { request }: Scope): boolean {
  return Principal !== undefined
    ? NotPrincipal === undefined && isListed(Principal, request.principal)
    : NotPrincipal !== undefined && !isListed(NotPrincipal, request.principal);
}

function principalPart(statement: PolicyStatement, scope: Scope): Part {
  const caller = nameOf(scope.request.principal);
  return { truth: isForCaller(statement, scope), fact: () => ({ element: "Principal", caller }) };
}

function covers(
  { Resource, NotResource }: PolicyStatement,
  requested: string,
  scope: Scope,
): Truth {
  // Whether a variable without a value takes anything out of a NotResource is not documented.
  return Resource !== undefined
    ? NotResource === undefined && isCovered(Resource, requested, scope, false)
    : NotResource !== undefined && not(isCovered(NotResource, requested, scope, "unknown"));
}

function resourcePart(statement: PolicyStatement, requested: string, scope: Scope): Part {
  const { Resource, NotResource } = statement;
  const truth = covers(statement, requested, scope);
  const fact = (): ElementFact => {
    const listed = listOf(Resource ?? NotResource).map(String);
    const open =
      truth === "unknown" &&
      (openVariable(listed, scope.expand) ?? { why: "variableWithoutValue" as const });
    return {
      element: Resource === undefined ? "NotResource" : "Resource",
      ...{ listed, requested },
      ...(open && { open }),
    };
  };
  return { truth, fact };
}

function isCovered(
  resources: OneOrMany<string>,
  requested: string,
  { expand }: Scope,
  valueless: Truth,
): Truth {
  return some(listOf(resources), (one) => {
    const expansion = expand(String(one));
    if (expansion.state === "known") return resourceGlob(expansion.pattern, requested);
    return expansion.state === "absent" ? valueless : "unknown";
  });
}
