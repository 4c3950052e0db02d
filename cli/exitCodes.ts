import type { Report } from "./output/report";

export const EXIT_CODES =
  "Exit code 0: no findings, 1: findings, 2: the command could not run, or could not check everything.";

/** What was not checked never passes. */
export function exitCodeOf({ findings, notChecked }: Report): number {
  if (findings) return 1;
  return notChecked === true ? 2 : 0;
}
