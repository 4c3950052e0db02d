import type { CallProof, RegionProof } from "../../rules/proof";
import { explainProof } from "../../rules/proof";

/** Why GuardDuty could not export: a text for each kind of fault, told for the first of the Regions that have it. */
export function faultLines(proofs: RegionProof[]): string[] {
  const groups = new Map<string, RegionProof[]>();
  for (const proof of proofs.filter(({ result }) => result !== "allowed")) {
    const key = JSON.stringify([proof.result, proof.calls.map(faultOf)]);
    groups.set(key, [...(groups.get(key) ?? []), proof]);
  }
  return [...groups.values()].map((alike) => {
    const [first, ...others] = alike as [RegionProof, ...RegionProof[]];
    const also = others.map(({ region }) => region).join(", ");
    const text = explainProof(first);
    return others.length === 0 ? text : `${text}\n  The same in ${also}.`;
  });
}

/** What makes two Regions' faults alike, though their detectors and principals differ. */
function faultOf({ call, result, reasons }: CallProof): unknown {
  if (result === "allowed") return [call];
  return [call, result, reasons.map(({ index, sid, key }) => [index, sid, key])];
}
