import { setTimeout as sleep } from "node:timers/promises";
import { Patience } from "./connection";

interface Subject {
  settings: { patience: Patience };
}

/** Tries again while the refusal is one that passes with time; then gives that refusal. */
export async function retry<T>(
  { settings: { patience } }: Subject,
  passes: (error: unknown) => boolean,
  action: () => Promise<T>,
  wait: Patience = patience,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= wait.attempts || !passes(error)) throw error;
    }
    await sleep(wait.intervalMs);
  }
}

/** Asks until the answer is the target; answers the last state there was when patience ends. */
export async function waitFor<T>(
  { settings: { patience } }: Subject,
  ask: () => Promise<T>,
  done: (state: T) => boolean,
): Promise<T> {
  let state = await ask();
  for (let attempt = 1; attempt < patience.attempts && !done(state); attempt++) {
    await sleep(patience.intervalMs);
    state = await ask();
  }
  return state;
}
