import type { Aws } from "./aws";

const MINUTE = 60_000;

/** Whether it happened within the last minute. */
export function isRecent({ recent, now }: Aws, what: string): boolean {
  const at = recent.get(what);
  return at !== undefined && now().getTime() - at.getTime() < MINUTE;
}

export function happened({ recent, now }: Aws, what: string): void {
  recent.set(what, now());
}
