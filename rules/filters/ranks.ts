import { createHash } from "node:crypto";

import { MOST_FILTERS } from "./limits";

/**
 * The rank of each filter. One without a rank takes one by its name, or the next that is free: GuardDuty moves the filters of a rank that
 * another takes, so no filter's rank may depend on which others there are.
 */
export function ranksOf(
  filters: readonly { name: string; rank?: number | undefined }[],
): Map<string, number> {
  const given = filters.filter(({ rank }) => rank !== undefined);
  const ranks = new Map(given.map(({ name, rank }) => [name, rank as number]));
  const taken = new Set(ranks.values());
  for (const { name, rank } of filters) {
    if (rank !== undefined) continue;
    const first = hashOf(name);
    const free = Array.from({ length: MOST_FILTERS }, (_, step) => rankAt(first + step)).find(
      (one) => !taken.has(one),
    );
    // More filters than there are ranks are an error of the arguments.
    const chosen = free ?? MOST_FILTERS;
    ranks.set(name, chosen);
    taken.add(chosen);
  }
  return ranks;
}

const rankAt = (index: number): number => (index % MOST_FILTERS) + 1;

const hashOf = (name: string): number => createHash("sha256").update(name).digest().readUInt32BE();
