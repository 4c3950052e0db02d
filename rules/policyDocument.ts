/** One value or several, as policy documents write them. */
export type OneOrMany<T> = T | T[];

/** `"*"`, or principals by kind: `{ Service: ["guardduty.amazonaws.com"] }`. */
export type PolicyPrincipal = "*" | { [kind: string]: OneOrMany<string> };

/** Operator -> condition key -> values: `{ StringEquals: { "aws:SourceAccount": "111122223333" } }`. */
export type PolicyCondition = {
  [operator: string]: { [key: string]: OneOrMany<string | boolean | number> };
};

/**
 * A statement of a resource-based policy.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface PolicyStatement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal?: PolicyPrincipal;
  NotPrincipal?: PolicyPrincipal;
  Action?: OneOrMany<string>;
  NotAction?: OneOrMany<string>;
  Resource?: OneOrMany<string>;
  NotResource?: OneOrMany<string>;
  Condition?: PolicyCondition;
}

/** A resource-based policy: a bucket policy or a key policy. */
export interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement: OneOrMany<PolicyStatement>;
}

/** The value as a list. */
export function listOf<T>(value: OneOrMany<T> | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
