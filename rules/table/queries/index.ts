import { INVESTIGATION } from "./investigation";
import { MALWARE } from "./malware";
import { OVERVIEW } from "./overview";
import type { NamedQuery } from "./query";
import type { Source } from "./sql";

export type { NamedQuery } from "./query";
export type { Source } from "./sql";

/** The named queries, in Athena's SQL. Each bounds the days that it reads, since a query costs by the bytes that it scans. */
export function namedQueries(source: Source): NamedQuery[] {
  return [...OVERVIEW, ...INVESTIGATION, ...MALWARE].map(({ sql, ...query }) => ({
    ...query,
    query: sql(source),
  }));
}
