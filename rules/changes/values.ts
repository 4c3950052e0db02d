/** From what to what a value changes; undefined: not set. */
export interface LeafChange {
  path: string;
  from?: unknown;
  to?: unknown;
  /** The list that gains or loses the value. */
  list?: string;
  /** Whether the whole list is set, or is no longer set. */
  whole?: boolean;
  /** Which side of a list or an object is encrypted as a whole. */
  encrypted?: "from" | "to";
  /** What holds now that nothing is set. */
  default?: unknown;
  /** Of a feed or a connector that was created by hand: whether it still is one. */
  byHand?: "was" | "is";
}

/** A statement by its position, counted from 0, and its Sid. */
export interface StatementReference {
  index: number;
  sid?: string;
}
