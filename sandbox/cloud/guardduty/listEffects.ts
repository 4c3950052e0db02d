import { BlockList, isIP } from "node:net";
import type { ThreatList } from "../../world";
import type { Aws } from "../aws";
import type { Caller } from "../contract";
import { locationKey } from "./detectors";
import type { Finding } from "./finding";
import { isRange } from "./listFormats";
import { KINDS } from "./listKinds";
import { listsOf } from "./lists";
import { administratorOf } from "./membership";

type Location = Pick<Caller, "accountId" | "region">;

/** A list that has an entry for something, and whose it is. */
export interface ListMatch {
  accountId: string;
  list: ThreatList;
  entry: string;
}

/**
 * The trusted list that keeps GuardDuty from making a finding. Trusted lists come before threat lists; address lists are not about
 * DNS queries.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html
 */
export function trustedBy(aws: Aws, location: Location, finding: Finding): ListMatch | undefined {
  const { action } = finding.service as { action?: { actionType?: string } };
  const isDns = action?.actionType === "DNS_REQUEST";
  const names = remoteNames(finding.service);
  return matchOf(aws, location, names, ({ kind }) => {
    const { isTrusted, readBy } = KINDS[kind];
    return isTrusted && (readBy === "caller" || !isDns);
  });
}

/** The threat list that has an address or a domain, when no trusted list does. */
export function threatOf(aws: Aws, location: Location, remote: string): ListMatch | undefined {
  const trusted = matchOf(aws, location, [remote], ({ kind }) => KINDS[kind].isTrusted);
  if (trusted !== undefined) return undefined;
  return matchOf(aws, location, [remote], ({ kind }) => !KINDS[kind].isTrusted);
}

/** Lists are their administrator's, and apply to the members; an account without one has its own. */
function matchOf(
  { world }: Aws,
  location: Location,
  names: string[],
  isWanted: (list: ThreatList) => boolean,
): ListMatch | undefined {
  const accountId = administratorOf(world, location)?.accountId ?? location.accountId;
  const detector = world.detectors[locationKey({ ...location, accountId })];
  if (detector === undefined) return undefined;
  for (const [, list] of listsOf(detector, isWanted)) {
    if (list.status !== "ACTIVE") continue;
    for (const name of names) {
      const entry = list.entries.find((one) => isAbout(one, name));
      if (entry !== undefined) return { accountId, list, entry };
    }
  }
  return undefined;
}

/** The addresses and domains at the other end of what a finding is about, wherever its action has them. */
function remoteNames(service: unknown): string[] {
  if (typeof service !== "object" || service === null) return [];
  return Object.entries(service).flatMap(([member, value]: [string, unknown]) => {
    if (["ipAddressV4", "ipAddressV6", "domain"].includes(member) && typeof value === "string") {
      return member === "domain" || isPublic(value) ? [value] : [];
    }
    return member === "localIpDetails" ? [] : remoteNames(value);
  });
}

function isAbout(entry: string, name: string): boolean {
  const family = isIP(name);
  if (family === 0) return domainMatches(entry.toLowerCase(), name.toLowerCase());
  return isPublic(name) && isRange(entry) && rangeOf(entry).check(name, familyOf(name));
}

function domainMatches(entry: string, name: string): boolean {
  return entry.startsWith("*.") ? name.endsWith(entry.slice(1)) : name === entry;
}

function rangeOf(entry: string): BlockList {
  const [address = "", length] = entry.split("/");
  const range = new BlockList();
  if (length === undefined) range.addAddress(address, familyOf(address));
  else range.addSubnet(address, Number(length), familyOf(address));
  return range;
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** Lists have an effect on publicly routable addresses only. Source: IANA's special-purpose address registries. */
const PRIVATE = new BlockList();
for (const [address, length] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  PRIVATE.addSubnet(address, length, "ipv4");
}
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");
PRIVATE.addAddress("::1", "ipv6");

function isPublic(address: string): boolean {
  return !PRIVATE.check(address, familyOf(address));
}
