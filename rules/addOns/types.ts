export interface Args {
  [argument: string]: unknown;
}

/** The add-ons of a stack, as its config declares them: arguments without those that the export gives. */
export interface AddOns {
  /** By name. */
  readers: { [name: string]: Args };
  /** The feed of one of them. */
  chronicle?: Args & { reader: string };
  /** The connector of one of them. */
  sentinel?: Args & { reader: string };
  athena?: Args;
  events?: Args;
  /** By name. */
  filters?: { [name: string]: Args };
  /** By name. */
  lists?: { [name: string]: Args };
  malwareProtection?: Args;
  health?: Args;
}
