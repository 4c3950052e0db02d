/** What a trial did, and what was not as it has to be. */
export interface Trial {
  what: { [name: string]: unknown };
  problems: string[];
  /** What AWS leaves no way to avoid, as docs/security.md says. */
  limits?: string[];
}

/** A kind of trial; equal seeds try the same. */
export type Try = (seed: number) => Promise<Trial>;
