import type { Problem } from "../../rules/problems";
import { reported } from "../../rules/problems";

/** A problem on one line without its id. */
export function plainLine(problem: Problem): string {
  const { path, reason } = reported(problem);
  return path === "" ? reason : `${path}: ${reason}`;
}
