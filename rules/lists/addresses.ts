import { isIP } from "node:net";

type Family = "ipv4" | "ipv6";

/** A range of addresses, as an entry of a list gives it. */
export interface Range {
  family: Family;
  /** The address that is given, as a number. */
  address: bigint;
  length: number;
}

const BITS = { ipv4: 32, ipv6: 128 } as const;

/** The range of an entry; undefined: it is none. An address with a zone, such as fe80::1%eth0, is one of a host and of no list. */
export function rangeOf(entry: string): Range | undefined {
  const [text = "", length, ...more] = entry.split("/");
  const version = isIP(text);
  if (version === 0 || more.length > 0 || text.includes("%")) return undefined;
  const family = `ipv${version as 4 | 6}` as const;
  const address = numberOf(text, family);
  if (length === undefined) return { family, address, length: BITS[family] };
  if (!/^(0|[1-9]\d{0,2})$/.test(length) || Number(length) > BITS[family]) return undefined;
  return { family, address, length: Number(length) };
}

/** The network of a range in the notation of RFC 5952, so that each range has one; a single address has no length. */
export function networkOf(range: Range): string {
  const { family, length } = range;
  const text = family === "ipv4" ? v4Text(firstOf(range)) : v6Text(firstOf(range));
  return length === BITS[family] ? text : `${text}/${length}`;
}

/** Whether the address of a range is its first one. */
export const isNetwork = (range: Range): boolean => range.address === firstOf(range);

const hostBits = ({ family, length }: Range): bigint => BigInt(BITS[family] - length);
const firstOf = (range: Range): bigint => (range.address >> hostBits(range)) << hostBits(range);
const lastOf = (range: Range): bigint => firstOf(range) + (1n << hostBits(range)) - 1n;

function numberOf(address: string, family: Family): bigint {
  if (family === "ipv4") {
    return BigInt(address.split(".").reduce((all, part) => all * 256 + Number(part), 0));
  }
  return groupsOf(address).reduce((all, group) => (all << 16n) | BigInt(group), 0n);
}

/** In an IPv6 address, all groups that are zero and left out. */
const ZERO_GROUPS = "::";

/** The eight groups of an IPv6 address; an IPv4 address at its end is two. */
function groupsOf(address: string): number[] {
  const [, start = "", dotted] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  const end = numberOf(dotted ?? "0", "ipv4")
    .toString(16)
    .padStart(8, "0");
  const text = dotted === undefined ? address : `${start}${end.slice(0, 4)}:${end.slice(4)}`;
  const [before = [], after = []] = text
    .split(ZERO_GROUPS)
    .map((part) => [...part.matchAll(/[0-9a-f]+/gi)].map(([group]) => parseInt(group, 16)));
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...zeros, ...after];
}

const v4Text = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");

/** A URL has addresses in that notation. */
const v6Text = (value: bigint): string => {
  const groups = value.toString(16).padStart(32, "0").match(/.{4}/g) as string[];
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
};

/** Addresses that are no hosts on the internet. Source: https://www.iana.org/assignments/iana-ipv4-special-registry and its page for IPv6 */
const SPECIAL = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3"],
  ...["::/127", "fc00::/7", "fe80::/10", "ff00::/8"],
].map((one) => rangeOf(one) as Range);

/** IPv6 addresses that stand for those of IPv4. */
const MAPPED = rangeOf("::ffff:0:0/96") as Range;

/** Whether a range has no special addresses: it lies in none, and holds none. */
export function isPublic(range: Range): boolean {
  const same = range.family === "ipv6" && isWithin(range, MAPPED) ? unmapped(range) : range;
  return !SPECIAL.some((special) => special.family === same.family && overlap(special, same));
}

const overlap = (one: Range, other: Range): boolean =>
  firstOf(one) <= lastOf(other) && firstOf(other) <= lastOf(one);
const isWithin = (one: Range, other: Range): boolean =>
  firstOf(one) >= firstOf(other) && lastOf(one) <= lastOf(other);
const unmapped = ({ address, length }: Range): Range => ({
  ...{ family: "ipv4", address: address & 0xffff_ffffn },
  length: length - MAPPED.length,
});
