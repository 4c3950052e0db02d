import type { PolicyChange } from "../../rules/adoption";
import type { Holder, LocatedFinding } from "../findings";

/** A bucket by its name or a key by its ARN, and its policy. */
export interface HolderName {
  holder: Holder;
  name: string;
}

/** The values of each change. */
interface StepValues {
  /** Auto-enable of `members` or a protection plan by its name, and its value today. */
  stopAutoEnable: { region: string; values: { of: string; value: string }[] };
  disassociateMembers: { region: string; accountIds: string[] };
  endDelegation: { region: string; administratorId: string };
  removeStatements: HolderName & { count: number; changes: PolicyChange[] };
}

/** One change, listed before it is applied, as data. */
export type StepData = {
  [Id in keyof StepValues]: { id: Id } & StepValues[Id];
}[keyof StepValues];

export interface Step {
  data: StepData;
  make: () => Promise<void>;
}

/** What others have to do. */
export type Note =
  | { id: "createdByStack"; holder: Holder }
  | ({ id: "ownerRemovesStatements"; sidPrefix: string } & HolderName)
  | { id: "delegatedAdministratorRegistered" };

export interface DetachChoice {
  disassociateMembers: boolean;
  endDelegation: boolean;
}

export interface DetachPlan {
  /** In the order in which they are made. */
  steps: Step[];
  /** Why nothing may be done, or could not be checked. */
  findings: LocatedFinding[];
  notes: Note[];
}

export const NOTHING: DetachPlan = { steps: [], findings: [], notes: [] };

export function joined(parts: readonly DetachPlan[]): DetachPlan {
  return {
    steps: parts.flatMap(({ steps }) => steps),
    findings: parts.flatMap(({ findings }) => findings),
    notes: parts.flatMap(({ notes }) => notes),
  };
}
