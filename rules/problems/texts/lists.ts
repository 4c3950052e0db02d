import type { ListFileCause } from "../../lists/fileCause";
import { found, shown } from "../values";

export interface ListEntry {
  got: string;
  kind: string;
}

const FILE_CAUSES: { [cause in ListFileCause]: string } = {
  notFound: "it does not exist in the folder of the project",
  notRegular: "it is no regular file",
  noPermission: "no permission",
  tooLarge: "it is larger than the 35 MB that GuardDuty reads of a list",
  notText: "it is no text in UTF-8",
  outside: "it must be a path within the folder of the project",
};

/** What is wrong with the arguments of trusted and threat lists. */
export const LIST_TEXTS = {
  existingRegion: ({ region, regions }: { region: string; regions: readonly string[] }) =>
    `${region} is none of its Regions, which are ${regions.join(", ")}`,
  listName: ({ name }: { name: string }) =>
    `a list's name must be 1 to 64 letters, digits, hyphens or underscores; got ${shown(name)}`,
  listLocation: ({ got }: { got: unknown }) =>
    `must be where an object is, such as s3://acme-lists/trusted.txt; ${found(got)}`,
  listFileAndEntries: () => "is set together with entries; a list has one of the two",
  listFileNotRead: ({ file, cause }: { file: string; cause: ListFileCause }) =>
    `cannot read ${shown(file)}: ${FILE_CAUSES[cause]}`,
  listEmpty: () => "has no entries; GuardDuty cannot activate an empty list",
  listEntryCount: ({ count, allowed, kind }: { count: number; allowed: number; kind: string }) =>
    `has ${count} entries; GuardDuty reads at most ${allowed} of a list of kind ${kind}`,
  listEntry: ({ got, domains }: { got: string; domains: boolean }) =>
    domains
      ? `must be an IP address, a CIDR range or a domain, such as 203.0.113.0/24 or bad.example.com; got ${shown(got)}`
      : `must be an IP address or a CIDR range, such as 198.51.100.7 or 203.0.113.0/24; got ${shown(got)}`,
  listDomain: ({ got, kind }: ListEntry) =>
    `must be an IP address or a CIDR range: GuardDuty reads no domains in a list of kind ${kind}; got ${shown(got)}`,
  listPrivate: ({ got }: ListEntry) =>
    `must have public addresses only: GuardDuty compares lists with no private, reserved or multicast address; got ${shown(got)}`,
  listHostBits: ({ got, network }: { got: string; network: string }) =>
    `must start with the first address of its range: ${shown(got)} is within ${network}`,
  listRepeated: ({ got, first }: { got: string; first: string }) =>
    `${shown(got)} is already ${first}`,
  listCount: ({ count, allowed, kind, region }: ListCount) =>
    `is one of ${count} lists of kind ${kind} in ${region}; GuardDuty allows ${allowed}`,
} as const;

export interface ListCount {
  count: number;
  allowed: number;
  kind: string;
  region: string;
}
