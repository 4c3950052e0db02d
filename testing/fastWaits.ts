import timers = require("node:timers/promises");

type Wait = (ms?: number, ...rest: unknown[]) => Promise<unknown>;

const LONG_MS = 1000;
const mutable = timers as { setTimeout: Wait };
const real = mutable.setTimeout;

/**
 * Waits of at least a second that were asked for while `body` ran; none of them took place. `meanwhile` gets each,
 * in milliseconds, to have pass what would have passed.
 */
export async function withoutLongWaits(
  body: () => Promise<void>,
  meanwhile: (milliseconds: number) => Promise<void> = async () => undefined,
): Promise<number[]> {
  const waits: number[] = [];
  const before = mutable.setTimeout;
  mutable.setTimeout = (ms = 0, ...rest) => {
    if (ms < LONG_MS) return real(ms, ...rest);
    waits.push(ms);
    return meanwhile(ms);
  };
  try {
    await body();
  } finally {
    mutable.setTimeout = before;
  }
  return waits;
}

/** Runs `body` without waits of at least a second. Where a test counts them, or does this already, they remain its own. */
export async function skippingLongWaits<T>(body: () => Promise<T>): Promise<T> {
  if (mutable.setTimeout !== real) return body();
  mutable.setTimeout = (ms = 0, ...rest) => real(ms < LONG_MS ? ms : 0, ...rest);
  try {
    return await body();
  } finally {
    mutable.setTimeout = real;
  }
}
