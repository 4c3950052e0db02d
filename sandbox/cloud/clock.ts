const UNITS: { [unit: string]: number } = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** As far as the clock can be put ahead: within it every date is one that the world's file can hold. */
export const FURTHEST = 100 * 365 * 86_400_000;

/** A duration such as `24h`, `90d` or `500ms` in milliseconds; undefined for anything else. */
export function milliseconds(duration: string): number | undefined {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(duration) ?? [];
  const size = UNITS[unit ?? ""];
  return size === undefined ? undefined : Number(count) * size;
}
