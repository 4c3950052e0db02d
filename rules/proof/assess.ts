import { accessFindings } from "./accessFindings";
import { deletedIdentities } from "./deletedIdentities";
import { applyEdits } from "./edits";
import { exportFindings } from "./exportFindings";
import { malformedStatements } from "./malformedStatements";
import { missingProtections } from "./protections";
import { proveExport, worst } from "./prove";
import { publicStatements } from "./publicStatements";
import { documentOf, statementAt } from "./statements";
import type { Assessment, AssessmentInput, Finding, RegionProof } from "./types";

/**
 * All that the two policies mean for an export: whether GuardDuty can export, which access is unintended, and which protections are missing.
 * Every surface maps this to its output and decides nothing.
 */
export function assessPolicies(input: AssessmentInput): Assessment {
  if (input.mode === "off") return { result: "off", proofs: [], findings: [], refused: [] };
  const proofs = proveExport(input);
  const denied = proofs.filter(({ result }) => result === "denied");
  return {
    result: worst(proofs.map(({ result }) => result)),
    proofs,
    findings: findingsOf(input, proofs),
    refused: input.mode === "require" ? denied.map(({ region }) => region) : [],
  };
}

function findingsOf(input: AssessmentInput, proofs: RegionProof[]): Finding[] {
  const found = foundIn(input, proofs);
  if (found.length === 0) return found;
  const remaining = input.deployed && foundIn({ ...input, ...input.deployed }).map(causeOf);
  return found.map((finding) =>
    remaining === undefined || remaining.includes(causeOf(finding))
      ? completed(input, found, finding)
      : // What the next deployment resolves needs no edit by hand.
        { ...finding, fix: [{ edit: "deploy", policy: finding.policy }] },
  );
}

function foundIn(input: AssessmentInput, proofs = proveExport(input)): Finding[] {
  return [
    ...exportFindings(input, proofs),
    ...missingProtections(input),
    ...accessFindings(input),
    ...deletedIdentities(input),
    ...publicStatements(input),
    ...malformedStatements(input),
  ];
}

/** What makes two findings of two states of the policies the same one. */
function causeOf(finding: Finding): string {
  const at = "index" in finding ? (finding.sid ?? finding.index) : undefined;
  return JSON.stringify([finding.id, finding.policy, at]);
}

/** A change of a statement may end what else it gave: the statements that give it again belong to the fix. */
function completed(input: AssessmentInput, found: Finding[], finding: Finding): Finding {
  if (finding.fix.every(({ edit }) => edit === "addStatement")) return finding;
  const edited = applyEdits(input, finding.fix);
  const before = found.map((one) => identityOf(input, one));
  const missing = foundIn(edited)
    .filter((one) => !before.some((other) => isSame(identityOf(edited, one), other)))
    .flatMap(({ fix }) => fix);
  return missing.every(({ edit }) => edit === "addStatement")
    ? { ...finding, fix: [...finding.fix, ...missing] }
    : finding;
}

/** A finding by its id, and the statement it is about; positions move when statements are removed. */
function identityOf(input: AssessmentInput, finding: Finding) {
  const index = "index" in finding ? finding.index : undefined;
  const document = documentOf(input, finding.policy);
  const statement = index === undefined || !document ? undefined : statementAt(document, index);
  return { id: finding.id, policy: finding.policy, statement, sid: statement?.Sid };
}

type Identity = ReturnType<typeof identityOf>;

function isSame(one: Identity, other: Identity): boolean {
  return (
    one.id === other.id &&
    one.policy === other.policy &&
    (one.statement === other.statement || (one.sid !== undefined && one.sid === other.sid))
  );
}
