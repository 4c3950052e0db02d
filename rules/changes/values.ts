/** From what to what a value changes; undefined: not set. */
export interface LeafChange {
  path: string;
  from?: unknown;
  to?: unknown;
}

/** A statement by its position, counted from 0, and its Sid. */
export interface StatementReference {
  index: number;
  sid?: string;
}
