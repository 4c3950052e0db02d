import { canonicalElement } from "../documents/canonical";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";

/** A statement by its Sid, or by its position where it has none. */
type StatementId = { sid: string } | { index: number };

/** How a statement differs from the one that the stack writes; `elements` are those of the statement. */
export type StatementDrift =
  | ({ change: "statementMissing" | "statementUnknown" } & StatementId)
  | ({ change: "statementChanged"; elements: string[] } & StatementId);

/** How a policy that is the stack's alone differs from what the stack writes. */
export function policyDrift(live: PolicyDocument, expected: PolicyDocument): StatementDrift[] {
  const [is, wanted] = [byId(live), byId(expected)];
  const ids = new Map([...wanted, ...is].map(([key, { id }]) => [key, id]));
  return [...ids].flatMap(([key, id]): StatementDrift[] => {
    const [one, other] = [is.get(key)?.statement, wanted.get(key)?.statement];
    if (other === undefined) return [{ change: "statementUnknown", ...id }];
    if (one === undefined) return [{ change: "statementMissing", ...id }];
    const elements = differing(one, other);
    return elements.length === 0 ? [] : [{ change: "statementChanged", ...id, elements }];
  });
}

function byId({ Statement }: PolicyDocument) {
  return new Map(
    listOf(Statement).map((statement, index) => {
      const id: StatementId = statement.Sid === undefined ? { index } : { sid: statement.Sid };
      return [JSON.stringify(id), { id, statement }];
    }),
  );
}

function differing(one: PolicyStatement, other: PolicyStatement): string[] {
  const elements = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return elements.filter((element) => {
    const [left, right] = [one, other].map((of) =>
      canonicalElement(of[element as keyof typeof of]),
    );
    return left !== right;
  });
}
