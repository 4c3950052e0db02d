/** Who calls: an AWS service on behalf of an account, an identity of an account or of an identity provider, the canonical user of an account, or no known caller. */
export type RequestPrincipal =
  | { kind: "Service"; service: string }
  | { kind: "AWS"; arn: string }
  | { kind: "Federated"; provider: string }
  | { kind: "CanonicalUser"; id: string }
  | { kind: "Anonymous" };

/**
 * What a request holds for the condition keys, names in any case.
 * A key in neither map is `otherwise`: absent from the request, or not known to be there.
 */
export interface RequestContext {
  /** Keys whose values are known; a list is a multi-valued key, an empty one an absent key. */
  known: { [key: string]: string | string[] };
  /** Keys known to be absent from the request; one that ends with a slash or a colon stands for all that start so. The list does not change. */
  absent?: readonly string[];
  /** What every other key is. */
  otherwise: "absent" | "unknown";
}

/** A request for a resource that is not given yet. */
export interface PartialRequest {
  principal: RequestPrincipal;
  /** `service:Action`, such as `s3:PutObject`. */
  action: string;
  context: RequestContext;
}

export interface AccessRequest extends PartialRequest {
  /** The ARN of the resource; for a key policy the ARN of the key. */
  resource: string;
}

/** What a request holds for one condition key. */
export type ContextValue =
  | { state: "known"; values: string[]; multivalued: boolean }
  | { state: "absent" }
  | { state: "unknown" };

/** Why an element is open although everything it asks of the request is known. */
export type OpenBecause =
  | { why: "unknownVariable"; variable: string }
  | { why: "variableWithoutValue" }
  | { why: "undocumentedPrecedence" }
  | { why: "severalValues" }
  | { why: "notComparable" };

/** One element of a statement compared with one request. */
export type ElementFact =
  | { element: "Principal"; caller: string }
  | {
      element: "Resource" | "NotResource";
      listed: string[];
      requested: string;
      open?: OpenBecause;
    }
  | {
      element: "Condition";
      operator: string;
      key?: string;
      problem: "malformed" | "unknownOperator";
    }
  | {
      element: "Condition";
      operator: string;
      key: string;
      requires: { present: boolean } | { values: string[]; negated: boolean };
      request: ContextValue;
      open?: OpenBecause;
    };

/** What a statement does to a request, and the elements it turns on. */
export interface StatementReason {
  /** Position of the statement in the document, from 0. */
  index: number;
  sid?: string;
  effect: "Allow" | "Deny";
  outcome: "applies" | "doesNotApply" | "mayApply";
  /** The condition operator and key that decided or are unknown; none when the statement turns on another element. */
  operator?: string;
  key?: string;
  facts: ElementFact[];
}

/**
 * - `allowed`: a statement allows and none denies, whatever the unknown keys hold.
 * - `explicitDeny`: a Deny applies, whatever the unknown keys hold.
 * - `implicitDeny`: no Allow applies, whatever the unknown keys hold.
 * - `undetermined`: the answer depends on a key that is not known; `reasons` names statement and key.
 */
export interface Decision {
  result: "allowed" | "explicitDeny" | "implicitDeny" | "undetermined";
  /**
   * Why, in the order of the statements. A statement that applies gives one reason, with its first
   * condition. For `implicitDeny` each Allow of the action gives one for every element that does not
   * match; for `undetermined` each open statement gives one for every element that is open.
   */
  reasons: StatementReason[];
}
