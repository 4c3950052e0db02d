import type { OtherWriter, WrittenPolicy } from "../rules/adoption";
import {
  changeSinceRead,
  HOLDER_PATHS,
  lostStatements,
  readLivePolicy,
  restoredPolicy,
} from "../rules/adoption";
import type { HealthFinding } from "../rules/health/types";
import { EMPTY_POLICY } from "../rules/policies";
import type { PolicyDocument, PolicyStatement } from "../rules/policyDocument";
import type { PolicyWriter } from "./policyWriter";

/** The policy, who writes it, and what the export's statements in it begin with. */
export interface Write extends WrittenPolicy {
  sidPrefix: string;
  writer: Pick<PolicyWriter, "read" | "write">;
}

/** How often statements that another write removed are restored before the deployment fails. */
const RESTORES = 3;

/** Whether the policy is still what it was read as; anything found is a reason not to write. */
export async function unchangedSince(
  read: PolicyDocument,
  { writer, sidPrefix: _, ...written }: Write,
): Promise<OtherWriter | undefined> {
  const text = await writer.read();
  if (text.finding !== undefined) return notChecked(written, "error", text.finding);
  const now = parsed(written, text.value);
  // What is no policy is not overwritten.
  const change = now === undefined ? { added: [], missing: [] } : changeSinceRead(read, now);
  return change && { id: "policyChangedSinceRead", severity: "error", ...written, ...change };
}

/**
 * Reads the policy back after `pause`, when another deployment that had read it before this write has written it, and restores the
 * export's statements if they are gone. Statements of others that are gone as well are returned: they may have been removed on purpose.
 */
export async function keepStatements(
  document: PolicyDocument,
  { writer, sidPrefix, ...written }: Write,
  pause: () => Promise<void>,
): Promise<OtherWriter | undefined> {
  const others: PolicyStatement[] = [];
  for (let restores = 0; ; restores++) {
    await pause();
    const text = await writer.read();
    if (text.finding !== undefined) return notChecked(written, "warning", text.finding);
    const now = parsed(written, text.value) ?? EMPTY_POLICY;
    const lost = lostStatements(document, now, sidPrefix);
    const gone = { id: "statementsLost", severity: "error", ...written } as const;
    if (lost.own.length === 0) {
      if (others.length > 0) return { ...gone, lost: others, restored: true };
      return restores === 0
        ? undefined
        : { id: "ownStatementsRestored", severity: "warning", ...written };
    }
    if (restores === 0) others.push(...lost.others);
    const all = [...lost.own, ...others];
    if (restores === RESTORES) return { ...gone, lost: all, restored: false };
    const again = JSON.stringify(restoredPolicy(document, now, sidPrefix));
    const { finding } = await writer.write(again);
    if (finding !== undefined) return { ...gone, lost: all, restored: false, cause: finding };
  }
}

function notChecked(
  written: WrittenPolicy,
  severity: "error" | "warning",
  cause: HealthFinding,
): OtherWriter {
  return { id: "writersNotChecked", severity, ...written, cause };
}

function parsed({ holder }: WrittenPolicy, text: string | null): PolicyDocument | undefined {
  return readLivePolicy(text, { of: holder, path: HOLDER_PATHS[holder] }).policy;
}
