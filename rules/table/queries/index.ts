import { INVESTIGATION } from "./investigation";
import { MALWARE } from "./malware";
import { OVERVIEW } from "./overview";
import type { NamedQuery, QueryText } from "./query";
import type { Source } from "./sql";

export type { NamedQuery } from "./query";
export type { Source } from "./sql";

/** Which named queries there are, in Athena's SQL. Each bounds the days that it reads, since a query costs by the bytes that it scans. */
export const QUERIES: readonly QueryText[] = [...OVERVIEW, ...INVESTIGATION, ...MALWARE];

/** The named queries of a table. */
export function namedQueries(source: Source): NamedQuery[] {
  return QUERIES.map(({ sql, ...query }) => ({ ...query, query: sql(source) }));
}
