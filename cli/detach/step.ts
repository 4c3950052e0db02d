/** One change, listed before it is applied. */
export interface Step {
  /** None when it is in no single one. */
  region?: string;
  text: string;
  /** What exactly changes, a line each. */
  details: string[];
  make: () => Promise<void>;
}

export interface DetachChoice {
  disassociateMembers: boolean;
  endDelegation: boolean;
}
