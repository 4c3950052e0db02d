import { BlockList, isIP } from "node:net";

import type { ListKind } from "./kinds";
import { LIST_LIMITS, MOST_BYTES } from "./kinds";

/** What is wrong with the file of a list; lines count from 1. */
export type LineProblem =
  | { id: "fileEmpty" }
  | { id: "fileBytes"; bytes: number; allowed: number }
  | { id: "entryCount"; count: number; allowed: number }
  /** Neither an address nor a range, nor a domain where the kind takes one. */
  | { id: "notEntry"; line: number; got: string }
  | { id: "domainNotTaken"; line: number; got: string }
  /** GuardDuty compares public addresses only. */
  | { id: "notPublic"; line: number; got: string }
  | { id: "repeatedEntry"; line: number; got: string; first: number };

/** All that is wrong with the text of a list, one entry a line. Empty lines are left out. */
export function lineProblems(kind: ListKind, text: string): LineProblem[] {
  const { entries: allowed } = LIST_LIMITS[kind];
  const bytes = Buffer.byteLength(text);
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, got: line.trim() }))
    .filter(({ got }) => got !== "");
  if (lines.length === 0) return [{ id: "fileEmpty" }];
  const seen = new Map<string, number>();
  return [
    ...(bytes > MOST_BYTES ? [{ id: "fileBytes", bytes, allowed: MOST_BYTES } as const] : []),
    ...(lines.length > allowed
      ? [{ id: "entryCount", count: lines.length, allowed } as const]
      : []),
    ...lines.flatMap(({ line, got }): LineProblem[] => {
      const id = entryProblem(kind, got);
      if (id !== undefined) return [{ id, line, got }];
      const first = seen.get(got.toLowerCase());
      if (first !== undefined) return [{ id: "repeatedEntry", line, got, first }];
      seen.set(got.toLowerCase(), line);
      return [];
    }),
  ];
}

function entryProblem(
  kind: ListKind,
  entry: string,
): "notEntry" | "domainNotTaken" | "notPublic" | undefined {
  if (DOMAIN.test(entry)) return LIST_LIMITS[kind].takesDomains ? undefined : "domainNotTaken";
  const range = rangeOf(entry);
  if (range === undefined) return "notEntry";
  return isPublic(range) ? undefined : "notPublic";
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
