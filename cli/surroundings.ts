/** Where a run takes place. */
export interface Surroundings {
  folder: string;
  out: (text: string) => void;
  err: (text: string) => void;
  /** Whether `out` is shown in colour. */
  colour: boolean;
  /** Shows how far the work is, in place of what it showed before; empty when it is over. Defaults to nothing. */
  progress?: (text: string) => void;
  /** Waits, and tells whether to go on. Defaults to not going on. */
  again?: (milliseconds: number) => Promise<boolean>;
}
