import type { FilterSettings } from "../filters";
import type { ListSettings } from "../lists";
import type { ProtectedBucketSettings } from "../malware";
import { propertyPath } from "../problems";
import type { NamedEntry } from "./entries";

/** The filters that are said to exist. */
export function filterEntries(filters: readonly FilterSettings[]): NamedEntry[] {
  return filters.flatMap(({ name, existing }) =>
    Object.entries(existing).map(([region, { detectorId }]) => ({
      path: propertyPath(["filters", name, "existing", region]),
      entry: { kind: "filter" as const, region, detectorId, name },
    })),
  );
}

/** The same of lists. */
export function listEntries(lists: readonly ListSettings[]): NamedEntry[] {
  return lists.flatMap(({ name, kind, existing }) =>
    Object.entries(existing).map(([region, { detectorId, listId }]) => {
      const whole = propertyPath(["lists", name, "existing", region]);
      const entry = { kind: "list" as const, of: kind, region, detectorId, listId };
      return { path: `${whole}.listId`, whole, entry };
    }),
  );
}

/** The Malware Protection plans that buckets are said to have. */
export function malwareEntries(buckets: readonly ProtectedBucketSettings[]): NamedEntry[] {
  return buckets.flatMap(({ region, existing }, index) => {
    if (existing === undefined) return [];
    const whole = propertyPath(["buckets", index, "existing"]);
    const { planId } = existing;
    const entry = { kind: "malwarePlan" as const, region, planId };
    return [{ path: `${whole}.planId`, whole, entry }];
  });
}

/** The queue that a reader is said to have, in the Region of its URL; of what is known only later there is none. */
export function queueEntries(url: unknown): NamedEntry[] {
  const region = typeof url === "string" ? /^https:\/\/sqs\.([^.]+)\./.exec(url)?.[1] : undefined;
  if (region === undefined) return [];
  const entry = { kind: "queue" as const, region, url: url as string };
  return [{ path: "queue.existing.url", whole: "queue.existing", entry }];
}
