import type { Holder } from "../findings";
import { bucketEntries, keyEntry } from "./evidenceDraft";
import type { Draft, Entry, Found } from "./entries";
import { entry, groupBy, namesOf, regionsOf } from "./entries";
import { delegatedByOf, managementDraft } from "./managementDraft";
import { administratorsOf, memberDraft } from "./memberDraft";
import type { Comment, RegionValue, SharedProperty } from "./notes";
import type { FoundRegion } from "./observe";
import { organizationEntry } from "./organizationDraft";

type LeftOut = Extract<Comment, { id: "regionsLeftOut" }>;

/** The config that adopts what was found. Nothing is chosen where there is a choice. */
export function draftConfig(found: Found): Draft {
  if (delegatedByOf(found).length > 0) return managementDraft(found);
  if (administratorsOf(found).length > 0) return memberDraft(found);
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
    return { entries: [], open: [{ id: "noRegionChecked" }] };
  }
  const adopted = used.some(({ detector }) => detector !== undefined);
  const others = found.regions.filter((one) => !used.includes(one));
  const leftOut = (why: LeftOut["why"], list: FoundRegion[]): Comment[] =>
    list.length === 0 ? [] : [{ id: "regionsLeftOut", why, regions: namesOf(list) }];
  const comments: Comment[] = [
    { id: adopted ? "detectorsExist" : "detectorsCreated", accountId: found.administratorId },
    ...leftOut(
      "notEnabled",
      others.filter(({ off }) => off),
    ),
    ...leftOut(
      "notChecked",
      others.filter(({ off, findings }) => !off && findings.length > 0),
    ),
    ...leftOut(
      "noDetector",
      others.filter(({ off, findings }) => !off && findings.length === 0),
    ),
  ];
  return {
    entries: [entry("regions", namesOf(used), ...comments), ...homeEntries(found)],
    open: [],
  };
}

/** Bucket and key are in one Region; nothing is said where either is to be chosen. */
function homeEntries({ buckets, keys }: Found): Entry[] {
  const [bucket, key] = [buckets[0], keys[0]];
  if (buckets.length > 1 || keys.length > 1) return [];
  if (bucket?.region) return [homeEntry(bucket.region, "bucket")];
  if (key?.region) return [homeEntry(key.region, "key")];
  return [];
}

function homeEntry(region: string, holder: Holder): Entry {
  return entry("homeRegion", region, { id: "homeRegionOf", holder });
}

function frequencyEntry(found: Found): Draft {
  const by = groupBy(
    regionsOf(found).filter(({ detector }) => detector?.findingPublishingFrequency !== undefined),
    ({ detector }) => detector?.findingPublishingFrequency as string,
  );
  return oneOf("findingPublishingFrequency", by);
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
  return {
    entries: [
      entry(
        "existing",
        Object.fromEntries(value),
        { id: "existingKept" },
        ...(suspended.length > 0
          ? [{ id: "detectorsSuspended" as const, regions: namesOf(suspended) }]
          : []),
      ),
    ],
    open: several.length > 0 ? [{ id: "destinationToChoose", regions: namesOf(several) }] : [],
  };
}

function oneOf(property: SharedProperty, values: RegionValue[]): Draft {
  const [only, ...others] = values;
  if (only === undefined) return { entries: [], open: [] };
  if (others.length === 0) {
    return {
      entries: [entry(property, only.value, { id: "sameValue", property, ...only })],
      open: [],
    };
  }
  return {
    entries: [
      {
        key: property,
        comments: [{ id: "valueToChoose", property }],
        choices: values.map(({ value, ...from }) => ({ value, from })),
      },
    ],
    open: [{ id: "valueDiffers", property, values }],
  };
}
