import type { AnyFindingId } from "../../../rules/findings";

/** A state in which there is a finding, and what is found once its fix was made. */
export interface FixCase {
  id: AnyFindingId;
  what: string;
  /** What is found with it, and gone with it: what it names as its cause. Defaults to nothing. */
  causes?: readonly AnyFindingId[] | undefined;
  /** What is found in addition, and stays. Defaults to nothing. */
  remaining?: readonly AnyFindingId[] | undefined;
  /** What could not be found before. Defaults to nothing. */
  reveals?: readonly AnyFindingId[] | undefined;
  /** What the printed fix must say; undefined where it is data that is applied. */
  says?: string | undefined;
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
