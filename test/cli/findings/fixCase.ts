import type { AnyFindingId } from "../../../rules/findings";

/** A state in which there is a finding, and what is found once its fix was made. */
export interface FixCase {
  id: AnyFindingId;
  what: string;
  run: () => FixRun | Promise<FixRun>;
}

export interface FixRun {
  /** The ids that are found, each once. */
  before: readonly string[];
  /** The fix as it is printed. */
  fix: string;
  /** The ids that are found after the fix. */
  after: readonly string[];
}

export const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
