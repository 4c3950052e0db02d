/** Of one list or map, and of all. */
const MOST = { ofOne: 10, ofAll: 50 };

export interface Capped<T> {
  shown: T[];
  /** How many are left out. */
  more: number;
}

/** The problems to print, in order: the first of each list or map, so that one long list hides no other problem. */
export function capped<T extends { path: string }>(problems: readonly T[]): Capped<T> {
  const counts = new Map<string, number>();
  const shown = problems
    .filter(({ path }) => {
      const property = path.replace(/\[.*$/s, "");
      const count = (counts.get(property) ?? 0) + 1;
      counts.set(property, count);
      return count <= MOST.ofOne;
    })
    .slice(0, MOST.ofAll);
  return { shown, more: problems.length - shown.length };
}
