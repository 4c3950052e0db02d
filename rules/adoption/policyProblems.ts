import type { PolicyDocument } from "../policyDocument";
import type { Problem } from "../problems";
import { problem, toDo } from "../problems";
import { HOLDER_PATHS } from "./holders";
import { readLivePolicy } from "./livePolicy";
import { partsOf, reservedSids, reservedSidsProblem } from "./ownership";

/** The texts of the policies as they are; null or empty: there is none. Undefined: nothing is adopted. */
export interface PolicyTexts {
  bucket?: string | null;
  key?: string | null;
}

/** Everything that keeps the policies from being merged with the statements under `sidPrefix`. */
export function policyProblems(texts: PolicyTexts, sidPrefix: string): Problem[] {
  return (["bucket", "key"] as const).flatMap((of) => {
    const text = texts[of];
    if (text === undefined) return [];
    const path = HOLDER_PATHS[of];
    const { policy, problem: unreadable } = readLivePolicy(text, { of, path });
    if (unreadable !== undefined) return [unreadable];
    const sids = reservedSids(policy, sidPrefix);
    if (sids.length > 0) return [reservedSidsProblem(sidPrefix, sids, { of, path })];
    return of === "bucket" ? [] : lockoutProblems(text, policy, sidPrefix);
  });
}

/** A key always has a policy of its owner: one that reads empty was not read, and would lock the owner out if written. */
function lockoutProblems(
  text: string | null,
  policy: PolicyDocument,
  sidPrefix: string,
): Problem[] {
  const path = HOLDER_PATHS.key;
  if (text === null || text === "") {
    const fix = toDo("allowCalls", { actions: ["kms:GetKeyPolicy"], on: "the key" });
    return [problem("keyPolicyEmpty", path, fix)];
  }
  if (partsOf(policy, sidPrefix).othersStatements.length > 0) return [];
  return [problem("keyPolicyWithoutOwner", path, toDo("addOwnerStatement"))];
}
