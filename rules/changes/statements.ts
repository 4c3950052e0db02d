import { isDeepStrictEqual } from "node:util";

import type { ExportPlan } from "../plan";
import type { PolicyStatement } from "../policyDocument";
import type { Change } from "./change";
import { change, split } from "./change";

type StatementsChange = "added" | "removed" | "changed";

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
    return Object.entries({ added, removed, changed })
      .filter(([, purposes]) => purposes.length > 0)
      .map(([kind, purposes]) =>
        change("statementsChanged", { policy, change: kind as StatementsChange, purposes }),
      );
  });
}

function byPurpose(statements: PolicyStatement[], sidPrefix: string): Map<string, object> {
  return new Map(statements.map(({ Sid = "", ...rest }) => [Sid.slice(sidPrefix.length), rest]));
}
