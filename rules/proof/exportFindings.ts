import { grouped } from "../grouped";
import { listOf } from "../policyDocument";
import type { StatementReason } from "../evaluator";
import { applyEdits } from "./edits";
import { mergedEdits } from "./mergedEdits";
import { proveExport } from "./prove";
import { documentOf, refOfReason, statementAt } from "./statements";
import type { AssessmentInput, CallProof, Edit, ExportFinding, RegionProof } from "./types";

interface Fault {
  region: string;
  call: CallProof;
}

/** One finding for each statement that keeps GuardDuty from exporting, whatever the calls and Regions. */
export function exportFindings(input: AssessmentInput, proofs: RegionProof[]): ExportFinding[] {
  return [...causesOf(proofs)].map(([cause, faults]) => findingOf(input, cause, faults));
}

/** Of the calls of a Region that fail for one cause, those that are denied say it all. */
function causesOf(proofs: RegionProof[]): Map<string, Fault[]> {
  const faults = proofs.flatMap(({ region, calls }) => {
    const failing = calls.filter(({ result }) => result !== "allowed");
    const denied = new Set(failing.filter(({ result }) => result === "denied").map(causeOf));
    return failing
      .filter((call) => call.result === "denied" || !denied.has(causeOf(call)))
      .map((call) => ({ region, call }));
  });
  return grouped(faults, ({ call }) => `${call.result} ${causeOf(call)}`);
}

/** Calls that fail at the same statements, for the same elements, fail for one cause; so do those that no statement allows. */
function causeOf({ policy, reasons, result, action }: CallProof): string {
  const statements = reasons.map(({ index, key, facts }) => [index, key, facts[0]?.element]);
  const ofCall = statements.length === 0 && result === "undetermined" ? [action] : [];
  return JSON.stringify([policy, ...statements, ...ofCall]);
}

function findingOf(input: AssessmentInput, cause: string, faults: Fault[]): ExportFinding {
  const first = exampleOf(faults);
  const denied = first.result === "denied";
  const [reason] = first.reasons;
  const accounts = unique(faults.flatMap(({ call }) => call.accounts ?? []));
  const { from, until, membersNotTried } = first;
  return {
    id: denied ? "exportDenied" : "exportUndetermined",
    severity: denied ? "error" : "undetermined",
    policy: first.policy,
    ...(reason && refOfReason(reason)),
    regions: unique(faults.map(({ region }) => region)),
    calls: unique(faults.map(({ call }) => call.call)),
    ...(accounts.length > 0 && { accounts }),
    ...(membersNotTried !== undefined && { membersNotTried }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    action: first.action,
    resource: first.resource,
    reasons: first.reasons,
    fix: fixOf(input, cause, faults),
  };
}

/** The call whose object shows best what is refused: one of some accounts or days rather than of all. */
function exampleOf(faults: Fault[]): CallProof {
  const narrow = faults.find(({ call }) => call.accounts ?? call.from ?? call.until);
  return (narrow ?? (faults[0] as Fault)).call;
}

/** The changes for each call together, if they are seen to work together; else the statements at fault go. */
function fixOf(input: AssessmentInput, cause: string, faults: Fault[]): Edit[] {
  const edits = mergedEdits(faults.flatMap(({ call }) => call.fix));
  const merged = edits.map((edit) => withoutEmptied(input, edit));
  if (!causesOf(proveExport(applyEdits(input, merged))).has(cause)) return merged;
  const [{ call: first }] = faults as [Fault];
  // From the end, so that the positions of the others hold.
  const refs = [...grouped(first.reasons, ({ index }) => index).values()].reverse();
  return refs.map(([reason]) => ({
    edit: "removeStatement",
    policy: first.policy,
    ...refOfReason(reason as StatementReason),
  }));
}

/** AWS refuses a statement without principals: it goes with the last of them. */
function withoutEmptied(input: AssessmentInput, edit: Edit): Edit {
  if (edit.edit !== "removePrincipals") return edit;
  const { policy, index, sid, principals } = edit;
  const document = documentOf(input, policy);
  const named = document ? Object.values(statementAt(document, index).Principal ?? {}) : [];
  const rest = named.flatMap((names) => listOf(names)).filter((one) => !principals.includes(one));
  if (rest.length > 0) return edit;
  return { edit: "removeStatement", policy, index, ...(sid !== undefined && { sid }) };
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}
