import { evaluate } from "../evaluator";
import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import { attemptsOf, type Attempt } from "./attempts";
import {
  documentOf,
  isGuardDuty,
  nameOf,
  namesEverybody,
  namesGuardDuty,
  servicesOf,
} from "./statements";
import type { ExportPolicies, Intruder, PolicyName } from "./types";

/** An Allow that speaks of GuardDuty or of everybody, with the Denies that stand against it. */
interface OpenStatement {
  policy: PolicyName;
  index: number;
  statement: PolicyStatement;
  document: PolicyDocument;
}

/**
 * Whom the policies let in beside GuardDuty for the exported detectors, and what they let GuardDuty do beside exporting, through
 * statements that speak of GuardDuty or of everybody. A statement that names every detector of an account lets in all of them:
 * that is what it says, and no intrusion. Statements whose Sids start with `written` are the export's own, as it wrote them, and
 * let in nobody. Defaults to none.
 */
export function whoElse(policies: ExportPolicies, written?: string): Intruder[] {
  const statements = [
    ...openStatements(policies, "bucket"),
    ...openStatements(policies, "key"),
  ].filter(({ statement }) => written === undefined || !statement.Sid?.startsWith(written));
  if (statements.length === 0) return [];
  const found = new Map<string, Intruder>();
  for (const attempt of attemptsOf(policies, foreignServices(statements))) {
    for (const open of statements) {
      if (open.policy !== attempt.policy || isAccepted(open.statement, attempt)) continue;
      const intruder = intruderBy(attempt, open);
      const name = JSON.stringify([attempt.who, attempt.call, open.policy, open.index]);
      if (intruder && !found.get(name)?.certain) found.set(name, intruder);
    }
  }
  return [...found.values()];
}

function openStatements(policies: ExportPolicies, policy: PolicyName): OpenStatement[] {
  const document = documentOf(policies, policy);
  const all = listOf(document.Statement);
  const denies = all.filter(({ Effect }) => Effect === "Deny");
  return all.flatMap((statement, index) =>
    statement.Effect === "Allow" && (namesGuardDuty(statement) || namesEverybody(statement))
      ? [{ policy, index, statement, document: { ...document, Statement: [statement, ...denies] } }]
      : [],
  );
}

/** Another service that anybody can have act, and those that stand beside GuardDuty in a statement. */
function foreignServices(statements: OpenStatement[]): string[] {
  const named = statements.flatMap(({ statement }) => servicesOf(statement));
  const foreign = named.filter((service) => !isGuardDuty(service));
  return [...new Set(["cloudtrail.amazonaws.com", ...foreign])];
}

function isAccepted({ Condition }: PolicyStatement, { acceptedFor }: Attempt): boolean {
  if (acceptedFor === undefined) return false;
  return Object.values(Condition ?? {}).some((keys) =>
    Object.entries(keys).some(
      ([key, values]) =>
        key.toLowerCase() === "aws:sourcearn" && listOf(values).includes(acceptedFor),
    ),
  );
}

function intruderBy(attempt: Attempt, open: OpenStatement): Intruder | undefined {
  const { who, call, policy, request } = attempt;
  const { result, reasons } = evaluate(open.document, request);
  if (result !== "allowed" && result !== "undetermined") return undefined;
  const { statement, index } = open;
  const by = `${nameOf(statement, index)} of the ${policy} policy`;
  const depends = [...new Set(reasons.map(({ key }) => key ?? "a policy variable"))].join(", ");
  return {
    who,
    call,
    policy,
    certain: result === "allowed",
    index,
    ...(statement.Sid !== undefined && { sid: statement.Sid }),
    text:
      result === "allowed"
        ? `${who} can ${call}: ${by} allows it.`
        : `${who} may be able to ${call}: ${by} allows it, depending on ${depends}.`,
  };
}
