/** What a run reads from and prints to. */
export interface Surroundings {
  folder: string;
  out: (text: string) => void;
  err: (text: string) => void;
  /** Whether `out` is shown in colour. */
  colour: boolean;
  /** Of the terminal, in characters. Defaults to lines that are not broken. */
  width?: number;
  /** Shows how far the work is, replacing what it showed before; empty when it is over. Defaults to nothing. */
  progress?: (text: string) => void;
  /** Waits, and resolves to whether to go on. Defaults to not going on. */
  again?: (milliseconds: number) => Promise<boolean>;
}
