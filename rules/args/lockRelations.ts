import { iamArn } from "../arn";
import type { Problem } from "../problems";
import { problem, remove, setLike } from "../problems";
import { regionFacts } from "../regions";
import { repeatedProblems } from "./repeated";
import type { Unchecked } from "./unchecked";
import { homeOf, listAt, recordAt } from "./unchecked";

const ROLES = "bucket.breakGlassRoleArns";

/** A bucket that is locked has a way to unlock it, and keeps its objects by itself. */
export function lockProblems(args: Unchecked): Problem[] {
  const bucket = recordAt(args, "bucket") ?? {};
  // Of an existing bucket, neither applies.
  if (bucket["existing"] !== undefined) return [];
  if (bucket["protection"] !== "locked") {
    const unused = bucket["breakGlassRoleArns"] !== undefined;
    return unused ? [problem("breakGlassWithoutLock", ROLES, remove(ROLES))] : [];
  }
  const roles = listAt(args, ROLES);
  return [
    ...(bucket["objectLock"] === undefined ? [withoutObjectLock()] : []),
    ...(roles.length === 0 ? [withoutRole(args)] : repeatedProblems(roles, ROLES)),
  ];
}

function withoutObjectLock(): Problem {
  const path = "bucket.objectLock";
  return problem("lockWithoutObjectLock", path, setLike(path, { mode: "GOVERNANCE", days: 365 }));
}

function withoutRole(args: Unchecked): Problem {
  const home = homeOf(args);
  const partition = (typeof home === "string" && regionFacts(home)?.partition) || "aws";
  const role = iamArn(partition, "111122223333", "role/break-glass");
  return problem("lockWithoutBreakGlass", ROLES, setLike(ROLES, [role]));
}
