import type { LocatedFinding } from "../findings";

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

export interface DetachPlan {
  /** In the order in which they are made. */
  steps: Step[];
  /** Why nothing may be done, or could not be checked. */
  findings: LocatedFinding[];
  /** What others have to do, a line each. */
  notes: string[];
}

export const NOTHING: DetachPlan = { steps: [], findings: [], notes: [] };

export function joined(parts: readonly DetachPlan[]): DetachPlan {
  return {
    steps: parts.flatMap(({ steps }) => steps),
    findings: parts.flatMap(({ findings }) => findings),
    notes: parts.flatMap(({ notes }) => notes),
  };
}
