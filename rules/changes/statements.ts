import { isDeepStrictEqual } from "node:util";

import type { ExportPlan } from "../plan";
import type { PolicyStatement } from "../policyDocument";
import type { Change } from "./change";
import { say, split } from "./change";

/** Which of the export's statements are added, removed or changed in each policy. */
export function statementChanges(base: ExportPlan, head: ExportPlan): Change[] {
  const [old, now] = [base.policies, head.policies];
  return (["bucket", "key"] as const).flatMap((policy) => {
    const before = byPurpose(old[policy].statements, base.sidPrefix);
    const after = byPurpose(now[policy].statements, head.sidPrefix);
    const { added, removed } = split([...before.keys()], [...after.keys()]);
    const changed = [...after.keys()].filter(
      (purpose) =>
        before.has(purpose) && !isDeepStrictEqual(before.get(purpose), after.get(purpose)),
    );
    return [
      ...ofStatements(policy, "added", added),
      ...ofStatements(policy, "removed", removed),
      ...ofStatements(policy, "changed", changed),
    ];
  });
}

function byPurpose(statements: PolicyStatement[], sidPrefix: string): Map<string, object> {
  return new Map(statements.map(({ Sid = "", ...rest }) => [Sid.slice(sidPrefix.length), rest]));
}

function ofStatements(policy: string, verb: string, purposes: string[]): Change[] {
  if (purposes.length === 0) return [];
  const noun = purposes.length === 1 ? "statement" : "statements";
  const be = purposes.length === 1 ? "is" : "are";
  return [say(`${policy} policy: ${noun} ${purposes.join(", ")} ${be} ${verb}`)];
}
