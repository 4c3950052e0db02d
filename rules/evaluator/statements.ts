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
  /** Whether its resources cover one. */
  covers: (resource: string) => Truth;
  /** All its elements, for the reasons. */
  parts: (resource: string) => Part[];
}

export interface Scope {
  request: PartialRequest;
  lookup: Lookup;
  expand: Expand;
}

/**
 * What a statement about the request's action says to it: it applies when all its elements match.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function candidate(statement: PolicyStatement, index: number, scope: Scope): Candidate {
  const conditions = () => conditionOutcomes(statement.Condition, scope.lookup, scope.expand);
  const principal = principalPart(statement, scope);
  const others = allOf(
    () => principal.truth,
    () => every(conditions(), (part) => part.truth),
  );
  return {
    index,
    statement,
    others,
    covers: (resource) => resourcePart(statement, resource, scope).truth,
    parts: (resource) => [principal, resourcePart(statement, resource, scope), ...conditions()],
  };
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

function resourcePart(
  { Resource, NotResource }: PolicyStatement,
  requested: string,
  scope: Scope,
): Part {
  // Whether a variable without a value takes anything out of a NotResource is not documented.
  const truth =
    Resource !== undefined
      ? NotResource === undefined && isCovered(Resource, requested, scope, false)
      : NotResource !== undefined && not(isCovered(NotResource, requested, scope, "unknown"));
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
