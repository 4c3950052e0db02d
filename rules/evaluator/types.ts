/** Who calls: an AWS service on behalf of an account, an identity of an account or of an identity provider, or nobody known. */
export type RequestPrincipal =
  | { kind: "Service"; service: string }
  | { kind: "AWS"; arn: string }
  | { kind: "Federated"; provider: string }
  | { kind: "Anonymous" };

/**
 * What a request holds for the condition keys, names in any case.
 * A key in neither map is `otherwise`: absent from the request, or not known to be there.
 */
export interface RequestContext {
  /** Keys whose values are known; a list is a multi-valued key, an empty one an absent key. */
  known: { [key: string]: string | string[] };
  /** Keys known to be absent from the request. */
  absent?: string[];
  /** What every other key is. */
  otherwise: "absent" | "unknown";
}

export interface AccessRequest {
  principal: RequestPrincipal;
  /** `service:Action`, such as `s3:PutObject`. */
  action: string;
  /** The ARN of the resource; for a key policy the ARN of the key. */
  resource: string;
  context: RequestContext;
}

/** Why a statement decided, or kept the answer open. */
export interface StatementReason {
  /** Position of the statement in the document, from 0. */
  index: number;
  sid?: string;
  effect: "Allow" | "Deny";
  /** The condition operator and key that decided or could not be known; none when the statement has no say in conditions. */
  operator?: string;
  key?: string;
  /** One sentence. */
  text: string;
}

/**
 * - `allowed`: a statement allows and none denies, whatever the unknown keys hold.
 * - `explicitDeny`: a Deny applies, whatever the unknown keys hold.
 * - `implicitDeny`: no Allow applies, whatever the unknown keys hold.
 * - `notProvable`: the answer depends on a key that is not known; `reasons` names statement and key.
 */
export interface Decision {
  result: "allowed" | "explicitDeny" | "implicitDeny" | "notProvable";
  /**
   * Why, in the order of the statements. A statement that applies gives one reason, with its first
   * condition. For `implicitDeny` each Allow of the action gives one for every element that does not
   * match; for `notProvable` each open statement gives one for every element that is open.
   */
  reasons: StatementReason[];
}
