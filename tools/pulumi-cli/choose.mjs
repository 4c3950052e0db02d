import semver from "semver";

/** Older ones lose imported resources. */
export const MINIMUM = "3.257.0";
/** What is built when there is none; go.mod in this folder pins the same. */
export const PINNED = "3.276.0";

/**
 * Which way to a Pulumi CLI comes next: the one on PATH, or a build from the Go module, whose sources go.sum verifies.
 *
 * @param {{ onPath?: string, go?: "ready" | "possible" }} found
 * @returns {"path" | "go" | undefined}
 */
export function choose({ onPath, go }) {
  if (semver.valid(onPath) && semver.gte(onPath, MINIMUM)) return "path";
  return go && "go";
}
