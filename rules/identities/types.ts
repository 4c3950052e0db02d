import type { PolicyDocument } from "../policyDocument";

export type IdentityKind = "role" | "user";

/** An inline policy by its name, a managed one by its ARN. */
export interface NamedPolicy {
  name: string;
  document: PolicyDocument;
}

/** A role or a user, as IAM has it. */
export interface LiveIdentity {
  kind: IdentityKind;
  arn: string;
  /** Of a role. */
  trust?: PolicyDocument;
  policies: NamedPolicy[];
  /** What limits the rights, whoever gave them; undefined: nothing. */
  boundary?: NamedPolicy;
  /** Of a user: the groups whose policies are its own too, and were not read. */
  groups: string[];
}

/** A role or a user of a stack, with what the stack writes into its policies. */
export interface DeclaredIdentity {
  kind: IdentityKind;
  /** Logical name: Pulumi names it and its policy after that. */
  logicalName: string;
  /** Of a role. Undefined: not known. */
  trust?: PolicyDocument;
  /** Undefined: not known. */
  rights?: PolicyDocument;
}
