import semver from "semver";

/** Older ones lose imported resources. */
export const MINIMUM = "3.252.0";
/** What is fetched or built when there is none; go.mod beside this file pins the same. */
export const PINNED = "3.259.0";

/**
 * Which way to a Pulumi CLI comes next: the one on PATH, the npm package, a build from the Go module.
 * What is there already goes before what has to be fetched, so a download that failed is not tried each time.
 *
 * @param {{ onPath?: string, npm?: "ready" | "possible", go?: "ready" | "possible" }} found
 * @returns {"path" | "npm" | "go" | undefined}
 */
export function choose({ onPath, npm, go }) {
  if (semver.valid(onPath) && semver.gte(onPath, MINIMUM)) return "path";
  for (const state of ["ready", "possible"]) {
    if (npm === state) return "npm";
    if (go === state) return "go";
  }
  return undefined;
}
