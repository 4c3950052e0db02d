import { READING_PURPOSES } from "../adoption";
import type { FormerEvidence } from "../formerEvidence";

/** The warning that the policy of a former bucket or key keeps the statements of the export. */
export function formerEvidenceText({ holder, name }: FormerEvidence, sidPrefix: string): string {
  const kept = READING_PURPOSES.map((purpose) => sidPrefix + purpose).join(", ");
  return `destinations move from the ${holder} ${name}. Its policy keeps the statements that the export wrote there, if any, unless the stack deletes the ${holder}. Fix: once pulumi up has succeeded, run guardduty-export detach --former-${holder} ${name}, or remove the statements whose Sid starts with ${sidPrefix}, except ${kept}, which readers of earlier findings need`;
}
