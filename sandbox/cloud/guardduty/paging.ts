import type { Members } from "../contract";
import { badRequest } from "./errors";

/**
 * One page of a list. A full page always has a token, even when nothing comes after it, as GuardDuty does it.
 * `tokenOf` gives the token that stands for an item as the last one of its page.
 */
export function page<T>(
  all: T[],
  { MaxResults = 50, NextToken }: Members,
  tokenOf: (item: T) => string,
): { items: T[]; NextToken: string | undefined } {
  if (!(MaxResults >= 1 && MaxResults <= 50)) throw badRequest("maxResults");
  const last = NextToken ? all.findIndex((item) => tokenOf(item) === NextToken) : -1;
  if (NextToken && last < 0) throw badRequest("nextToken");
  const items = all.slice(last + 1, last + 1 + MaxResults);
  const end = items.length === MaxResults ? items.at(-1) : undefined;
  return { items, NextToken: end === undefined ? undefined : tokenOf(end) };
}
