import { isDeepStrictEqual } from "node:util";

import type { LivePolicies } from "../plan";
import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { Change } from "./change";
import { change } from "./change";
import type { StatementReference } from "./values";

/** Which statements of the policies that are adopted are added or removed: what was changed is both. */
export function adoptedPolicyChanges(base: LivePolicies, head: LivePolicies): Change[] {
  return (["bucket", "key"] as const).flatMap((policy) => {
    const [old, now] = [base[policy], head[policy]];
    if (old === undefined || now === undefined) return [];
    return [
      ...of(policy, "added", statementsOnlyIn(now, old)),
      ...of(policy, "removed", statementsOnlyIn(old, now)),
    ];
  });
}

function of(
  policy: "bucket" | "key",
  kind: "added" | "removed",
  statements: StatementReference[],
): Change[] {
  if (statements.length === 0) return [];
  return [change("adoptedPolicyChanged", { policy, change: kind, statements })];
}

/** The statements that another policy does not have. */
export function statementsOnlyIn(
  document: PolicyDocument,
  other: PolicyDocument,
): StatementReference[] {
  const rest = [...listOf(other.Statement)];
  return listOf(document.Statement).flatMap((statement, index) => {
    const same = rest.findIndex((one) => isDeepStrictEqual(one, statement));
    if (same >= 0) {
      rest.splice(same, 1);
      return [];
    }
    const { Sid: sid } = statement;
    return [{ index, ...(sid !== undefined && { sid }) }];
  });
}
