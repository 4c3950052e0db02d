import { isDeepStrictEqual } from "node:util";

import type { HealthFinding } from "../health/types";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import { partsOf } from "./ownership";
import { valuesOf } from "./policyChanges";

/** The policy that a deployment writes, by the name of its bucket or the ARN of its key. */
export interface WrittenPolicy {
  holder: "bucket" | "key";
  name: string;
}

/** What a deployment finds of others that write the same policy. S3 and KMS have no write that depends on what is there. */
export type OtherWriter = WrittenPolicy &
  (
    | {
        id: "policyChangedSinceRead";
        severity: "error";
        /** Sids of statements that are there in addition, and that are no longer there. */
        added: string[];
        missing: string[];
      }
    | { id: "ownStatementsRestored"; severity: "warning" }
    | {
        id: "statementsLost";
        severity: "error";
        /** Statements that the deployment wrote and another write removed. */
        lost: PolicyStatement[];
        /** Whether those of the export are back. */
        restored: boolean;
        /** Why they could not be restored. */
        cause?: HealthFinding;
        /** Where the lost statements are kept as JSON. */
        file?: string;
      }
    | {
        id: "writersNotChecked";
        /** A warning where the component does not have the credentials of the program's provider, or has written. */
        severity: "error" | "warning";
        cause?: HealthFinding;
      }
  );

/** How a policy differs from what was merged with the export's statements; undefined: not at all. */
export function changeSinceRead(
  read: PolicyDocument,
  now: PolicyDocument,
): { added: string[]; missing: string[] } | undefined {
  if (isDeepStrictEqual(read, now)) return undefined;
  const [before, after] = [listOf(read.Statement), listOf(now.Statement)];
  return { added: namesOf(after, before), missing: namesOf(before, after) };
}

/** Statements of `written` that another write has removed or changed since: the export's own, and those of others. */
export function lostStatements(
  written: PolicyDocument,
  now: PolicyDocument,
  sidPrefix: string,
): { own: PolicyStatement[]; others: PolicyStatement[] } {
  const [before, after] = [partsOf(written, sidPrefix), partsOf(now, sidPrefix)];
  return {
    own: without(before.own, after.own),
    others: without(before.othersStatements, after.othersStatements),
  };
}

/** The policy as it is now, with the export's statements as they were written. */
export function restoredPolicy(
  written: PolicyDocument,
  now: PolicyDocument,
  sidPrefix: string,
): PolicyDocument {
  const { own } = partsOf(written, sidPrefix);
  return { ...now, Statement: [...partsOf(now, sidPrefix).othersStatements, ...own] };
}

function namesOf(statements: PolicyStatement[], others: PolicyStatement[]): string[] {
  const named = without(statements, others);
  return named.map((one) => one.Sid ?? `statement ${statements.indexOf(one)}`);
}

/** The statements that the other list does not have, each as often as it is missing. AWS may write a list of one as its value. */
function without(
  statements: readonly PolicyStatement[],
  others: readonly PolicyStatement[],
): PolicyStatement[] {
  const left = others.map(sameAs);
  return statements.filter((statement) => {
    const match = left.indexOf(sameAs(statement));
    if (match !== -1) left.splice(match, 1);
    return match === -1;
  });
}

function sameAs(statement: PolicyStatement): string {
  const values = valuesOf(statement).map((value) => JSON.stringify(value));
  return JSON.stringify([statement.Sid, ...values.sort()]);
}
