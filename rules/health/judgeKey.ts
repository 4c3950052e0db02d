import type { AdoptedKey } from "../adoption";
import { keyProblems } from "../adoption";
import type { KeyGrant } from "../keys";
import type { Problem } from "../problems";
import { holderOf } from "./policies";
import type { PolicyFinding } from "./policyValues";
import { error, warning } from "./policyValues";

/** A bucket or key that does not allow exports. */
export function holderUnsuitable(problem: Problem): PolicyFinding {
  return error("holderUnsuitable", { holder: holderOf(problem), problem });
}

/** Kind and state of the key. */
export function keyFindings(key: AdoptedKey): PolicyFinding[] {
  return keyProblems(key).map(holderUnsuitable);
}

/** Grants of a key that the stack creates: the export needs none. */
export function grantFindings(keyArn: string, grants: readonly KeyGrant[]): PolicyFinding[] {
  return grants.map((grant) => warning("keyGrant", { keyArn, ...grant }));
}
