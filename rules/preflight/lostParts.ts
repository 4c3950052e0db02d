import type { Problem } from "../problems";
import { asWarning, problem } from "../problems";
import type { LostPart } from "../problems/texts/lostParts";
import { LOST_PARTS } from "../problems/texts/lostParts";

export type { LostPart } from "../problems/texts/lostParts";

/** An entry is to be created that exists; in a preview the deployment may replace it, and delete it first. */
export function takenEntryProblem(
  name: string,
  command: string,
  { isPreview }: { isPreview: boolean },
): Problem {
  const found = problem("entryExists", "", { action: "run", command }, { name });
  return isPreview ? asWarning(found) : found;
}

/** A part of a component is to be created while one exists that the state lost; `command` imports it. */
export function lostPartProblem(part: LostPart, command: string): Problem {
  const found = problem("ownPartExists", "", { action: "run", command }, part);
  return LOST_PARTS[part.kind].severity === "warning" ? asWarning(found) : found;
}
