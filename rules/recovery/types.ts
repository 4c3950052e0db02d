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
 * What to do about a pending operation:
 * - `import`: it may exist under this id.
 * - `find`: AWS chose its id.
 * - `repeat`: the next deployment does it again over what is there.
 * - `byHand`: its type is not known here.
 */
export type Recovery = { operation: string; resource: StateResource } & (
  | { does: "import"; id: string }
  | { does: "find"; what: Sought }
  | { does: "repeat" }
  | { does: "byHand" }
);
