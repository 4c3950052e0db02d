import type { DeclaredIdentity } from "../../rules/identities";

/** A reader of the stack, as far as it is known. */
export interface LiveReader {
  /** Its config key, or its component's name. */
  addOn: string;
  /** Of its role or user, by the stack's state. */
  arn?: string;
  /** As the configuration gives it. */
  roleName?: string;
  /** Its role or user. */
  identity: DeclaredIdentity;
  /** The audiences of tokens that no caller but the vendor's application gets. */
  vendorAudiences: readonly string[];
}
