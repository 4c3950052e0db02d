import timers = require("node:timers/promises");

/**
 * Waits of at least a second that were asked for while `body` ran; none of them took place. `meanwhile` gets each,
 * in milliseconds, to have pass what would have passed.
 */
export async function withoutLongWaits(
  body: () => Promise<void>,
  meanwhile: (milliseconds: number) => Promise<void> = async () => undefined,
): Promise<number[]> {
  const mutable = timers as { setTimeout: (ms?: number, ...rest: unknown[]) => Promise<unknown> };
  const real = mutable.setTimeout;
  const waits: number[] = [];
  mutable.setTimeout = (ms = 0, ...rest) => {
    if (ms < 1000) return real(ms, ...rest);
    waits.push(ms);
    return meanwhile(ms);
  };
  try {
    await body();
  } finally {
    mutable.setTimeout = real;
  }
  return waits;
}
