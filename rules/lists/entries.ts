import { BlockList, isIP } from "node:net";

import type { KindOfList } from "./choices";
import { KINDS } from "./kinds";

/** What is wrong with the entries of a list; they count from 0. */
export type EntryProblem =
  | { id: "listEmpty" }
  | { id: "listEntryCount"; count: number; allowed: number }
  /** Neither an address nor a range, nor a domain where these are allowed. */
  | { id: "listEntry"; index: number; got: string }
  /** GuardDuty reads domains in entity sets alone. */
  | { id: "listDomain"; index: number; got: string }
  /** GuardDuty compares public addresses only. */
  | { id: "listPrivate"; index: number; got: string }
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
      const id = entryProblem(got, domains);
      if (id !== undefined) return [{ id, index, got }];
      const first = firstOf.get(got.toLowerCase());
      if (first !== undefined) return [{ id: "listRepeated", index, got, first }];
      firstOf.set(got.toLowerCase(), index);
      return [];
    }),
  ];
}

const trimmed = (entries: readonly string[]) =>
  entries.map((entry, index) => ({ index, got: entry.trim() })).filter(({ got }) => got !== "");

function entryProblem(
  entry: string,
  domains: boolean,
): "listEntry" | "listDomain" | "listPrivate" | undefined {
  if (DOMAIN.test(entry)) return domains ? undefined : "listDomain";
  const range = rangeOf(entry);
  if (range === undefined) return "listEntry";
  return isPublic(range) ? undefined : "listPrivate";
}

const DOMAIN = /^(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]{2,63}$/i;

interface Range {
  address: string;
  family: "ipv4" | "ipv6";
  length: number;
}

function rangeOf(entry: string): Range | undefined {
  const [address = "", length, ...more] = entry.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return undefined;
  const most = family === 6 ? 128 : 32;
  if (length === undefined) return { address, family: `ipv${family as 4 | 6}`, length: most };
  if (!/^\d{1,3}$/.test(length) || Number(length) > most) return undefined;
  return { address, family: `ipv${family as 4 | 6}`, length: Number(length) };
}

/** Addresses that are no hosts on the internet. Source: https://www.iana.org/assignments/iana-ipv4-special-registry and its page for IPv6 */
const SPECIAL: readonly (readonly [network: string, length: number, family: Range["family"]])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
  ["::", 127, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];

const SPECIAL_LIST = new BlockList();
for (const [network, bits, of] of SPECIAL) SPECIAL_LIST.addSubnet(network, bits, of);

/** Whether a range has no special addresses: it lies in none, and holds none. */
function isPublic({ address, family, length }: Range): boolean {
  const own = new BlockList();
  own.addSubnet(address, length, family);
  if (SPECIAL_LIST.check(address, family)) return false;
  return !SPECIAL.some(([network, , of]) => of === family && own.check(network, of));
}
