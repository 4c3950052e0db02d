import { bucketEntries, keyEntry } from "./evidenceDraft";
import type { Draft, Entry, Found } from "./entries";
import { entry, groupBy, regionNames, regionsOf } from "./entries";
import type { FoundRegion } from "./observe";
import { organizationEntry } from "./organizationDraft";

/** The config that adopts what was found. Nothing is chosen where there is a choice. */
export function draftConfig(found: Found): Draft {
  const parts = [regionEntries, frequencyEntry, organizationEntry, bucketEntries, keyEntry];
  const drafts = [...parts.map((part) => part(found)), existingEntry(found)];
  return {
    entries: drafts.flatMap(({ entries }) => entries),
    open: drafts.flatMap(({ open }) => open),
  };
}

function regionEntries(found: Found): Draft {
  const used = regionsOf(found);
  if (used.length === 0) {
    return { entries: [], open: ["no Region could be checked: set regions"] };
  }
  const adopted = used.some(({ detector }) => detector !== undefined);
  const others = found.regions.filter((one) => !used.includes(one));
  const names = (list: FoundRegion[]) => list.map(({ region }) => region).join(", ");
  const named = (what: string, list: FoundRegion[]) =>
    list.length === 0 ? [] : [`${what}: ${names(list)}`];
  const comments = [
    adopted
      ? `account ${found.administratorId} has a detector in each of these`
      : `account ${found.administratorId} has no detector yet: the stack creates one in each of these`,
    ...named(
      "not enabled for the account",
      others.filter(({ off }) => off),
    ),
    ...named(
      "not checked",
      others.filter(({ off, findings }) => !off && findings.length > 0),
    ),
    ...named(
      "without a detector; add them here to enable GuardDuty there too",
      others.filter(({ off, findings }) => !off && findings.length === 0),
    ),
  ];
  return {
    entries: [
      entry(
        "regions",
        used.map(({ region }) => region),
        ...comments,
      ),
      ...homeEntries(found),
    ],
    open: [],
  };
}

/** Bucket and key are in one Region; nothing is said where either is to be chosen. */
function homeEntries({ buckets, keys }: Found): Entry[] {
  const [bucket, key] = [buckets[0], keys[0]];
  if (buckets.length > 1 || keys.length > 1) return [];
  if (bucket?.region) return [entry("homeRegion", bucket.region, "the Region of the bucket")];
  if (key?.region) return [entry("homeRegion", key.region, "the Region of the key")];
  return [];
}

function frequencyEntry(found: Found): Draft {
  const by = groupBy(
    regionsOf(found).filter(({ detector }) => detector?.findingPublishingFrequency !== undefined),
    ({ detector }) => detector?.findingPublishingFrequency as string,
  );
  return oneOf("findingPublishingFrequency", "the detectors' finding publishing frequency", by);
}

function existingEntry(found: Found): Draft {
  const existing = regionsOf(found).filter(({ detector }) => detector !== undefined);
  if (existing.length === 0) return { entries: [], open: [] };
  const value = existing.map(({ region, detector, destinations }) => [
    region,
    {
      detectorId: detector?.id,
      ...(destinations.length === 1 && { destinationId: destinations[0]?.id }),
    },
  ]);
  const suspended = existing.filter(({ detector }) => detector?.status === "DISABLED");
  const several = existing.filter(({ destinations }) => destinations.length > 1);
  const names = (list: FoundRegion[]) => list.map(({ region }) => region).join(", ");
  return {
    entries: [
      entry(
        "existing",
        Object.fromEntries(value),
        "existing detectors and destinations: imported, and kept when the stack is destroyed",
        ...(suspended.length > 0
          ? [`suspended, and left suspended unless enable is true: ${names(suspended)}`]
          : []),
      ),
    ],
    open:
      several.length > 0 ? [`which destination of several to redirect in ${names(several)}`] : [],
  };
}

function oneOf(key: string, what: string, by: [value: string, where: FoundRegion[]][]): Draft {
  const [only, ...others] = by;
  if (only === undefined) return { entries: [], open: [] };
  const all = by.flatMap(([, where]) => where);
  if (others.length === 0) {
    return {
      entries: [entry(key, only[0], `${what} in ${regionNames(only[1], all)}`)],
      open: [],
    };
  }
  return {
    entries: [
      {
        key,
        comments: [`${what} differs, and the export has one value for all Regions: choose one`],
        choices: by.map(([value, where]) => ({
          value,
          comment: `in ${regionNames(where, all)}`,
        })),
      },
    ],
    open: [
      `${what}: ${by.map(([value, where]) => `${value} in ${regionNames(where, all)}`).join(" or ")}`,
    ],
  };
}
