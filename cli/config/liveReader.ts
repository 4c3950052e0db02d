/** A reader of the stack, as far as it is known. */
export interface LiveReader {
  /** Its config key, or its component's name. */
  addOn: string;
  /** Of its role or user, by the stack's state. */
  arn?: string;
  /** As the configuration gives it. */
  roleName?: string;
  /** Logical name of its role or user. */
  identityName: string;
}
