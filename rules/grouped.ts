/** The items by their key, in the order in which the keys come first. */
export function grouped<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** How many of many are listed. */
const FIRST = 10;

/** How many there are, and the first of them. */
export function listedFirst<Item>(items: readonly Item[]): { count: number; first: Item[] } {
  return { count: items.length, first: items.slice(0, FIRST) };
}
