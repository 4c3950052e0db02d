import { listOf, type OneOrMany, type PolicyStatement } from "../policyDocument";
import { conditionOutcomes, type ConditionOutcome } from "./conditions";
import type { Lookup } from "./context";
import { glob, resourceGlob, toPattern } from "./match";
import { isListed, nameOf } from "./principals";
import { every, not, some, type Truth } from "./truth";
import type { AccessRequest, ElementFact } from "./types";
import { openVariable, type Expand } from "./variables";

/** One thing that must hold for a statement to apply. */
export type Part = Omit<ConditionOutcome, "operator"> & { operator?: string };

export interface Examined {
  index: number;
  statement: PolicyStatement;
  /** Whether it applies to the request. */
  applies: Truth;
  /** All its elements, for the reasons: most statements are out after the first. */
  parts: () => Part[];
}

export interface Scope {
  request: AccessRequest;
  lookup: Lookup;
  expand: Expand;
}

/**
 * What a statement says to a request: it applies when all its elements match.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function examine(statement: PolicyStatement, index: number, scope: Scope): Examined {
  if (!coversAction(statement, scope.request.action)) {
    return { index, statement, applies: false, parts: () => [] };
  }
  const applies = every(partsOf(statement, scope), (part) => part.truth);
  return { index, statement, applies, parts: () => [...partsOf(statement, scope)] };
}

function* partsOf(statement: PolicyStatement, scope: Scope): Generator<Part> {
  yield principalPart(statement, scope);
  yield resourcePart(statement, scope);
  yield* conditionOutcomes(statement.Condition, scope.lookup, scope.expand);
}

/** Whether a statement is about an action, in any case of letters. */
export function coversAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const covers = (listed: OneOrMany<string>) =>
    listOf(listed).some((one) => glob(toPattern(String(one)).toLowerCase(), action.toLowerCase()));
  if (Action !== undefined) return NotAction === undefined && covers(Action);
  return NotAction !== undefined && !covers(NotAction);
}

/** A statement without either element is malformed and applies to no principal. */
function principalPart({ Principal, NotPrincipal }: PolicyStatement, { request }: Scope): Part {
  const { principal: caller } = request;
  const truth =
    Principal !== undefined
      ? NotPrincipal === undefined && isListed(Principal, caller)
      : NotPrincipal !== undefined && !isListed(NotPrincipal, caller);
  return { truth, fact: () => ({ element: "Principal", caller: nameOf(caller) }) };
}

function resourcePart({ Resource, NotResource }: PolicyStatement, scope: Scope): Part {
  // Whether a variable without a value takes anything out of a NotResource is not documented.
  const truth =
    Resource !== undefined
      ? NotResource === undefined && isCovered(Resource, scope, false)
      : NotResource !== undefined && not(isCovered(NotResource, scope, "unknown"));
  const fact = (): ElementFact => {
    const listed = listOf(Resource ?? NotResource).map(String);
    const open =
      truth === "unknown" &&
      (openVariable(listed, scope.expand) ?? { why: "variableWithoutValue" as const });
    return {
      element: Resource === undefined ? "NotResource" : "Resource",
      ...{ listed, requested: scope.request.resource },
      ...(open && { open }),
    };
  };
  return { truth, fact };
}

function isCovered(
  resources: OneOrMany<string>,
  { request, expand }: Scope,
  valueless: Truth,
): Truth {
  return some(listOf(resources), (one) => {
    const expansion = expand(String(one));
    if (expansion.state === "known") return resourceGlob(expansion.pattern, request.resource);
    return expansion.state === "absent" ? valueless : "unknown";
  });
}
