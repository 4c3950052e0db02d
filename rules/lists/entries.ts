import { isNetwork, isPublic, networkOf, rangeOf } from "./addresses";
import type { KindOfList } from "./choices";
import { domainIn, hostIn, isDomain, withoutComment } from "./domains";
import { KINDS } from "./kinds";

/** What is wrong with an entry by itself. */
type EntryFault =
  /** Neither an address nor a range, nor a domain where these are allowed. */
  | { id: "listEntry"; meant?: string }
  /** GuardDuty reads domains in entity sets alone. */
  | { id: "listDomain" }
  /** GuardDuty compares public addresses only. */
  | { id: "listPrivate" }
  /** The address of a range is not its first: which range is meant is not certain. */
  | { id: "listHostBits"; network: string };

/** What is wrong with the entries of a list; they count from 0. */
export type EntryProblem =
  | { id: "listEmpty" }
  | { id: "listEntryCount"; count: number; allowed: number }
  | (EntryFault & { index: number; got: string })
  | { id: "listRepeated"; index: number; got: string; first: number };

/** The entries of a list as its file has them, one a line. Empty ones are left out, so that the lines of a file may be given as they are. Neither order nor case makes another file. */
export const fileText = (entries: readonly string[]): string =>
  trimmed(entries)
    .map(({ got }) => `${got.toLowerCase()}\n`)
    .sort()
    .join("");

/** All that is wrong with the entries of a list. */
export function entryProblems(kind: KindOfList, entries: readonly string[]): EntryProblem[] {
  const { entries: allowed, domains } = KINDS[kind];
  const given = trimmed(entries);
  if (given.length === 0) return [{ id: "listEmpty" }];
  const firstOf = new Map<string, number>();
  return [
    ...(given.length > allowed
      ? [{ id: "listEntryCount", count: given.length, allowed } as const]
      : []),
    ...given.flatMap(({ index, got }): EntryProblem[] => {
      const fault = entryFault(got, domains);
      if (fault !== undefined) return [{ ...fault, index, got }];
      const same = identityOf(got);
      const first = firstOf.get(same);
      if (first !== undefined) return [{ id: "listRepeated", index, got, first }];
      firstOf.set(same, index);
      return [];
    }),
  ];
}

const trimmed = (entries: readonly string[]) =>
  entries.map((entry, index) => ({ index, got: entry.trim() })).filter(({ got }) => got !== "");

/** The same of two entries for one thing, however they are written. */
export function identityOf(given: string): string {
  const entry = given.trim();
  const range = rangeOf(entry);
  return range === undefined ? entry.toLowerCase() : networkOf(range);
}

function entryFault(entry: string, domains: boolean): EntryFault | undefined {
  if (isDomain(entry)) return domains ? undefined : { id: "listDomain" };
  const range = rangeOf(entry);
  if (range === undefined) return { id: "listEntry", ...meantBy(entry, domains) };
  if (!isPublic(range)) return { id: "listPrivate" };
  return isNetwork(range) ? undefined : { id: "listHostBits", network: networkOf(range) };
}

/** The entry that was probably meant by one that is none. */
function meantBy(entry: string, domains: boolean): { meant?: string } {
  const meant = [withoutComment(entry), hostIn(entry), ...(domains ? [domainIn(entry)] : [])]
    .filter((one) => one !== undefined)
    .find((one) => isPublicRange(one) || (domains && isDomain(one)));
  return meant === undefined ? {} : { meant };
}

function isPublicRange(entry: string): boolean {
  const range = rangeOf(entry);
  return range !== undefined && isPublic(range) && isNetwork(range);
}
