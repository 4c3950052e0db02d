import type { PolicyStatement } from "../../rules/policyDocument";
import { exampleStack, statements } from "./stack";

/** The example with a statement more in one of its policies. */
export function stackWith(policy: "bucket" | "key", statement: PolicyStatement) {
  return exampleStack({
    [`findings-${policy}-policy`]: statements((all) => [...all, { Sid: "Theirs", ...statement }]),
  });
}
