import type { BadCases } from "./badAddOns";

const IDS = { "us-east-1": "a".repeat(32), "eu-west-1": "b".repeat(32) };
const BAD = { kind: "ThreatIntelSet", entries: ["198.51.100.7"] };
const TRUSTED = { kind: "IPSet", entries: ["203.0.113.0/24"] };
const EXISTING = { detectorId: "a".repeat(32), listId: "c".repeat(32) };
const of = (lists: object, more: object = {}) => ({
  ...{ regions: ["us-east-1", "eu-west-1"], detectorIds: IDS, lists, ...more },
});
const addresses = (count: number) =>
  Array.from({ length: count }, (_, n) => `198.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);

/** Arguments of a ThreatLists that have problems. */
export const badLists: BadCases = {
  "a Region without a detector id": of(
    { bad: BAD },
    { detectorIds: { "us-east-1": IDS["us-east-1"] } },
  ),
  "a Region twice": of({ bad: BAD }, { regions: ["us-east-1", "us-east-1"] }),
  "Regions of two partitions": of(
    { bad: BAD },
    {
      regions: ["us-east-1", "us-gov-west-1"],
      detectorIds: { "us-east-1": "a".repeat(32), "us-gov-west-1": "b".repeat(32) },
    },
  ),
  "a name that is none": of({ "known bad!": BAD }),
  "a kind that is none": of({ bad: { ...BAD, kind: "IPList" } }),
  "no entry": of({ bad: { ...BAD, entries: ["", " "] } }),
  "a private address, a comment, a domain and an entry twice": of({
    bad: { ...BAD, entries: ["10.0.0.1", "# ours", "evil.example.com", "8.8.8.8", "8.8.8.8"] },
  }),
  "a range that does not start with its first address": of({
    bad: { ...BAD, entries: ["8.8.8.5/24", "2606:4700::1/32"] },
  }),
  "entries that are another's in another notation": of({
    bad: {
      ...BAD,
      entries: ["8.8.8.8", "8.8.8.8/32", "2606:4700::1", "2606:4700:0:0::1", "2606:4700:0::/48"],
    },
  }),
  "entries that need another notation": of({
    bad: {
      kind: "ThreatEntitySet",
      entries: [
        ...["bücher.example", "bad.example.com.", "https://evil.example.org/a?b", "8.8.8.8:53"],
        ...["9.9.9.9 # resolver", "evil.example.net/a", "2606:4700::1%eth0"],
      ],
    },
  }),
  "entities that are none": of({
    bad: { kind: "ThreatEntitySet", entries: ["a.example.com", "no domain", "10.0.0.1"] },
  }),
  "an account whose role is of another": of(
    { bad: BAD },
    {
      account: { accountId: "111122223333", assumeRoleArn: "arn:aws:iam::444455556666:role/a" },
    },
  ),
  "more trusted entries than GuardDuty reads": of({
    trusted: { ...TRUSTED, entries: addresses(2001) },
  }),
  "two trusted lists in a Region": of({
    one: TRUSTED,
    two: { ...TRUSTED, regions: ["eu-west-1"] },
  }),
  "seven lists of threats": of(
    Object.fromEntries(["a", "b", "c", "d", "e", "f", "g"].map((name) => [name, BAD])),
  ),
  "a Region of its own that is none of all": of({ bad: { ...BAD, regions: ["eu-west-2"] } }),
  "an existing list of another Region": of({
    bad: { ...BAD, regions: ["us-east-1"], existing: { "eu-west-1": EXISTING } },
  }),
  "a location that is none": of({
    bad: { ...BAD, existing: { "us-east-1": { ...EXISTING, location: "trusted.txt" } } },
  }),
};
