import { isDeepStrictEqual } from "node:util";

import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { partsOf } from "./ownership";

/** One value of a statement, by the elements that lead to it: `["Condition", "StringEquals", "aws:SourceArn"]`. */
export interface StatementValue {
  path: string[];
  value: string;
}

/** What a run changes in a policy that others write too. `purpose` is the statement's Sid without the component's prefix. */
export type PolicyChange =
  | { change: "added" | "removed"; purpose: string; values: StatementValue[] }
  | { change: "changed"; purpose: string; added: StatementValue[]; removed: StatementValue[] }
  | { change: "earlierRemoved"; sidPrefix: string; purposes: string[] }
  | { change: "othersKept"; count: number }
  | { change: "policyDeleted" };

/**
 * What a run changes of the component's part, statements under `earlier` prefixes included; empty when it changes nothing. `after` is
 * undefined when the policy is deleted. Throws an Error if anything of others differs: a defect.
 */
export function policyChanges(
  before: PolicyDocument,
  after: PolicyDocument | undefined,
  sidPrefix: string,
  earlier: readonly string[] = [],
): PolicyChange[] {
  const old = partsOf(before, sidPrefix, earlier);
  const now = partsOf(after ?? { ...before, Statement: [] }, sidPrefix);
  const ofOthers = (policy: PolicyDocument, Statement: PolicyStatement[]) => ({
    ...policy,
    Statement,
  });
  if (
    !isDeepStrictEqual(
      ofOthers(before, old.othersStatements),
      ofOthers(after ?? before, now.othersStatements),
    )
  ) {
    throw new Error("the new policy would change statements of others; it must not be written");
  }
  const purposeOf = ({ Sid = "" }: PolicyStatement) => Sid.slice(sidPrefix.length);
  const left = [...old.own];
  const changes = now.own.flatMap((statement): PolicyChange[] => {
    const match = left.findIndex(({ Sid }) => Sid === statement.Sid);
    const [previous] = match === -1 ? [] : left.splice(match, 1);
    return statementChange(purposeOf(statement), previous, statement);
  });
  for (const statement of left.filter(({ Sid = "" }) => Sid.startsWith(sidPrefix))) {
    changes.push({
      change: "removed",
      purpose: purposeOf(statement),
      values: valuesOf(statement),
    });
  }
  for (const prefix of earlier) {
    const purposes = left.flatMap(({ Sid = "" }) =>
      Sid.startsWith(prefix) ? Sid.slice(prefix.length) : [],
    );
    if (purposes.length > 0) {
      changes.push({ change: "earlierRemoved", sidPrefix: prefix, purposes });
    }
  }
  if (changes.length === 0) return [];
  return [
    ...changes,
    after === undefined
      ? { change: "policyDeleted" }
      : { change: "othersKept", count: old.othersStatements.length },
  ];
}

function statementChange(
  purpose: string,
  previous: PolicyStatement | undefined,
  statement: PolicyStatement,
): PolicyChange[] {
  const now = valuesOf(statement);
  if (previous === undefined) return [{ change: "added", purpose, values: now }];
  const old = valuesOf(previous);
  const notIn = (others: StatementValue[]) => (one: StatementValue) =>
    !others.some((other) => isDeepStrictEqual(one, other));
  const [removed, added] = [old.filter(notIn(now)), now.filter(notIn(old))];
  return removed.length + added.length === 0
    ? []
    : [{ change: "changed", purpose, added, removed }];
}

/** The single values, with their paths: one value and a list of one are the same. */
export function valuesOf({ Sid: _name, ...elements }: PolicyStatement): StatementValue[] {
  return leaves(elements, []);
}

function leaves(value: unknown, path: string[]): StatementValue[] {
  if (Array.isArray(value)) return value.flatMap((one) => leaves(one, path));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, one]) => leaves(one, [...path, name]));
  }
  return [{ path, value: String(value) }];
}
