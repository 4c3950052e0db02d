import { accessFindings } from "./accessFindings";
import { exportFindings } from "./exportFindings";
import { missingProtections } from "./protections";
import { proveExport, worst } from "./prove";
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
  const found: Finding[] = [
    ...exportFindings(input, proofs),
    ...missingProtections(input),
    ...accessFindings(input),
  ];
  if (input.deployed === undefined || found.length === 0) return found;
  const { deployed, ...rest } = input;
  const after = { ...rest, ...deployed };
  const remaining = findingsOf(after, proveExport(after)).map(causeOf);
  // What the next deployment resolves needs no edit by hand.
  return found.map((finding) =>
    remaining.includes(causeOf(finding))
      ? finding
      : { ...finding, fix: [{ edit: "deploy", policy: finding.policy }] },
  );
}

/** What makes two findings of two states of the policies the same one. */
function causeOf(finding: Finding): string {
  const at = "index" in finding ? (finding.sid ?? finding.index) : undefined;
  return JSON.stringify([finding.id, finding.policy, at]);
}
