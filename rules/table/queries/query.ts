import type { Source } from "./sql";

/** A query that the workgroup offers by name. */
export interface NamedQuery {
  /** Key of the logical name. */
  key: string;
  name: string;
  description: string;
  query: string;
}

/** The same, before it is known what it reads. */
export interface QueryText extends Omit<NamedQuery, "query"> {
  sql: (source: Source) => string;
}
