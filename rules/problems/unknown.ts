import type { Fix, Problem } from "./problem";
import { problem, remove } from "./problem";
import { nearest } from "./suggest";

/** A property that is none of `allowed`, and the one that was probably meant. */
export function unknownPropertyProblem(
  path: string,
  name: string,
  allowed: readonly string[],
): Problem {
  const near = nearest(name, allowed);
  const fix: Fix = near === undefined ? remove(path) : { action: "rename", path, to: near };
  return problem("unknownProperty", path, fix, { name, near, allowed });
}
