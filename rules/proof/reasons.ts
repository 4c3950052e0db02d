import type { AccessRequest, Decision, StatementReason } from "../evaluator";
import { listOf, type PolicyDocument } from "../policyDocument";
import { reasonText } from "../texts/reasons";
import { mendOfAllow, mendOfDeny, statementFor } from "./mends";
import { namesEverybody, namesGuardDuty, statementAt } from "./statements";
import type { PolicyName, ProofReason } from "./types";

/** Why a policy does not allow a request of GuardDuty, with the mend of each statement at fault. */
export function reasonsFor(
  { result, reasons }: Decision,
  document: PolicyDocument,
  policy: PolicyName,
  request: AccessRequest,
): ProofReason[] {
  const mended = (list: StatementReason[]) =>
    list.map((reason) => {
      const statement = statementAt(document, reason.index);
      const mendOf = reason.effect === "Deny" ? mendOfDeny : mendOfAllow;
      return toProofReason(reason, mendOf(reason, statement, request, result));
    });
  if (result !== "implicitDeny") return mended(reasons);
  const near = closest(reasons, document);
  return near.length > 0 ? mended(near) : [missing(document, policy, request)];
}

export function toProofReason(reason: StatementReason, mend?: string): ProofReason {
  const { index, sid, key } = reason;
  return {
    index,
    ...(sid !== undefined && { sid }),
    ...(key !== undefined && { key }),
    text: reasonText(reason),
    ...(mend !== undefined && { mend }),
  };
}

function missing(
  document: PolicyDocument,
  policy: PolicyName,
  request: AccessRequest,
): ProofReason {
  const none = listOf(document.Statement).length === 0;
  return {
    text: none
      ? `The ${policy} policy has no statements.`
      : `No statement of the ${policy} policy lets GuardDuty call ${request.action}.`,
    mend: `Add the statement ${statementFor(request)}.`,
  };
}

/** What keeps the one Allow from applying that speaks of GuardDuty and lacks the least. */
function closest(reasons: StatementReason[], document: PolicyDocument): StatementReason[] {
  const byStatement = new Map<number, StatementReason[]>();
  for (const one of reasons) {
    byStatement.set(one.index, [...(byStatement.get(one.index) ?? []), one]);
  }
  const candidates = [...byStatement].map(([index, lacks]) => ({
    statement: statementAt(document, index),
    lacks,
  }));
  const named = candidates.filter(({ statement }) => namesGuardDuty(statement));
  const open = candidates.filter(({ statement }) => namesEverybody(statement));
  const [first, ...rest] = named.length > 0 ? named : open;
  if (first === undefined) return [];
  return rest.reduce((best, one) => (one.lacks.length < best.lacks.length ? one : best), first)
    .lacks;
}
