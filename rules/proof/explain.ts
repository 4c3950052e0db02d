import type { CallProof, ProofResult, RegionProof } from "./types";

const HEADINGS: { [result in ProofResult]: string } = {
  allowed: "GuardDuty will be able to export",
  denied: "GuardDuty will not be able to export",
  undetermined: "it cannot be proved that GuardDuty will be able to export",
};

const VERDICTS: { [result in ProofResult]: string } = {
  allowed: "is allowed by",
  denied: "is denied by",
  undetermined: "may be denied by",
};

/** One text for a person: Region, call, the statement at fault, why, and the mend. */
export function explainProof({
  region,
  accountId,
  detectorId,
  result,
  calls,
}: RegionProof): string {
  const heading = `${region} (account ${accountId}, detector ${detectorId}): ${HEADINGS[result]}`;
  if (result === "allowed") return `${heading}.`;
  const faults = calls.filter((call) => call.result !== "allowed");
  return [`${heading}:`, ...alike(faults).flatMap(explainCalls)].join("\n");
}

/** One text for several detectors; those that fail for the same reasons are explained once. */
export function explainProofs(proofs: RegionProof[]): string {
  const groups = new Map<string, RegionProof[]>();
  for (const proof of proofs) {
    const faults = proof.calls.map(({ call, result, reasons }) => [
      call,
      result,
      reasons.map(({ index, key }) => [index, key]),
    ]);
    const key = JSON.stringify(faults);
    groups.set(key, [...(groups.get(key) ?? []), proof]);
  }
  return [...groups.values()].flatMap(explainAlike).join("\n");
}

function explainAlike([first, ...others]: RegionProof[]): string[] {
  if (first === undefined) return [];
  const regions = others.map(({ region }) => region).join(", ");
  return [explainProof(first), ...(regions === "" ? [] : [`  Likewise: ${regions}.`])];
}

/** Calls that fail for the same reasons. */
function alike(calls: CallProof[]): CallProof[][] {
  const groups = new Map<string, CallProof[]>();
  for (const call of calls) {
    const reasons = call.reasons.map(({ index, key: on, mend }) => [index, on, mend]);
    const key = JSON.stringify([call.policy, call.result, reasons]);
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()];
}

function explainCalls(calls: CallProof[]): string[] {
  const [first] = calls;
  if (first === undefined) return [];
  const names = calls.map(({ call }) => call).join(", ");
  return [
    `  ${names} (${first.resource}) ${VERDICTS[first.result]} the ${first.policy} policy:`,
    ...first.reasons.flatMap(({ text, mend }) => [
      `    ${text}`,
      ...(mend === undefined ? [] : [`    Mend: ${mend}`]),
    ]),
  ];
}
