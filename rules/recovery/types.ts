/** The input that is the note of a provider on its defaults. */
export const DEFAULTS = "__defaults";

/** A resource as `pulumi stack export` writes it. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: { [name: string]: unknown };
  outputs?: { [name: string]: unknown };
  parent?: string;
  /** Whether it is only read: the stack does not have it. */
  external?: boolean;
  /** Whether the next deployment deletes it, or lets go of what is retained. */
  delete?: boolean;
  /** URN and id of the provider, with :: between them. */
  provider?: string;
}

/** An operation that the engine had begun, and of which it does not know the end. */
export interface PendingOperation {
  type: string;
  resource: StateResource;
}

/** The part of an exported state that a recovery reads. */
export interface Deployment {
  resources?: StateResource[];
  pending_operations?: PendingOperation[];
}

/** What AWS may have made, whose id AWS chose. */
export type Sought =
  | "detector"
  | "destination"
  | "key"
  | "trustedList"
  | "threatList"
  | "trustedEntities"
  | "threatEntities"
  | "malwarePlan";

/**
 * What to do about a pending operation; `replaces`: the state still has the resource that it replaces, of the same URN.
 * - `import`: it may exist under this id.
 * - `find`: AWS chose its id.
 * - `repeat`: the next deployment does it again over what is there.
 * - `byHand`: its type is not known here.
 */
export type Recovery = { operation: string; resource: StateResource } & (
  | { does: "import"; id: string; replaces: boolean }
  | { does: "find"; what: Sought; replaces: boolean }
  | { does: "repeat" }
  | { does: "byHand" }
);
