import type { ExportSettings } from "../args";
import type { NamedEntry } from "../preflight";
import {
  filterEntries,
  healthEntries,
  listEntries,
  malwareEntries,
  readerEntries,
  routingEntries,
  scannedBucketEntries,
} from "../preflight";
import { pathWithin, propertyPath } from "../problems";
import type { Purpose } from "./kinds";
import { malwareConfigPath } from "./malware";
import type { AddOnsPlan } from "./plan";
import type { AddOns, Args } from "./types";

/** What add-ons say to exist, by config path, and the provider that reads it. */
export interface AddOnEntries {
  purpose: Purpose;
  entries: NamedEntry[];
}

/** What each add-on of a stack says to exist; what the export gives them it says itself. */
export function addOnEntries(
  plan: AddOnsPlan,
  addOns: AddOns,
  settings: ExportSettings,
): AddOnEntries[] {
  const { events, filters, lists, malwareProtection, health } = plan;
  const found: [Purpose, NamedEntry[]][] = [
    ...[...plan.readers].map(([name, { key }]): [Purpose, NamedEntry[]] => [
      "bucket",
      at(readerEntries(addOns.readers[name] as Args), (path) => pathWithin(key, path)),
    ]),
    ["events", events ? at(routingEntries(addOns.events as Args), within("events")) : []],
    // The paths of filters and lists start with their config key already.
    ["filters", filters ? filterEntries(filters.plan.settings.filters) : []],
    ["lists", lists ? listEntries(lists.plan.settings.lists) : []],
    ["malware", malwareProtection ? ofMalware(malwareProtection, addOns, settings) : []],
    ["health", health ? at(healthEntries(addOns.health as Args), within("health")) : []],
  ];
  return found.flatMap(([purpose, entries]) => (entries.length > 0 ? [{ purpose, entries }] : []));
}

const within = (key: string) => (path: string) => pathWithin(key, path);

function at(entries: readonly NamedEntry[], of: (path: string) => string): NamedEntry[] {
  return entries.map((named) => ({
    ...named,
    path: of(named.path),
    ...(named.whole !== undefined && { whole: of(named.whole) }),
  }));
}

/** The plans that buckets have, and the buckets: those of a configuration are there before it is deployed, but for the export's. */
function ofMalware(
  { plan: { settings } }: NonNullable<AddOnsPlan["malwareProtection"]>,
  { malwareProtection = {} }: AddOns,
  { bucket }: ExportSettings,
): NamedEntry[] {
  const given = (malwareProtection["buckets"] ?? []) as { bucketName?: unknown }[];
  const buckets = given.flatMap(({ bucketName }, index) =>
    bucketName === bucket.name
      ? []
      : scannedBucketEntries(
          propertyPath(["buckets", index, "bucketName"]),
          bucketName,
          settings.buckets[index]?.region as string,
        ),
  );
  return at(
    [...malwareEntries(settings.buckets), ...buckets],
    malwareConfigPath(malwareProtection),
  );
}

/** The detector that an entry of a filter or list names. */
export interface EntryDetector {
  /** Keys of the entry in the configuration, the Region last. */
  at: string[];
  region: string;
  detectorId: string;
}

/** The detectors of all entries of filters and lists. */
export function entryDetectors({ filters, lists }: AddOnsPlan): EntryDetector[] {
  const named = [
    ...(filters?.plan.settings.filters ?? []).map((one) => ["filters", one] as const),
    ...(lists?.plan.settings.lists ?? []).map((one) => ["lists", one] as const),
  ];
  return named.flatMap(([key, { name, existing }]) =>
    Object.entries(existing).map(([region, { detectorId }]) => ({
      at: [key, name, "existing", region],
      ...{ region, detectorId },
    })),
  );
}
