/** How often a measurement is repeated. */
export interface Repeats {
  /** Runs that are thrown away, to fill caches. */
  warmUp: number;
  counted: number;
}

/** Several values of one quantity. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

/**
 * Runs each variant once in every round, and the order turns each round: what else the machine does, and who comes first,
 * strikes all variants alike. Answers the counted values of each.
 */
export async function interleaved<Name extends string, T>(
  { warmUp, counted }: Repeats,
  variants: Record<Name, () => T | Promise<T>>,
  onRound?: (round: number, of: number) => void,
): Promise<Record<Name, T[]>> {
  const names = Object.keys(variants) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    T[]
  >;
  for (let round = 0; round < warmUp + counted; round++) {
    onRound?.(round + 1, warmUp + counted);
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const value = await variants[name]();
      if (round >= warmUp) values[name].push(value);
    }
  }
  return values;
}

export function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[0], sorted[sorted.length - 1]];
  const upper = sorted[middle] ?? NaN;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
  return { median, low, high };
}

/** The ratio of two variants, round by round: both values of a round were measured side by side. */
export function ratio(of: number[], to: number[]): Spread {
  return spread(of.map((value, round) => value / (to[round] ?? NaN)));
}
