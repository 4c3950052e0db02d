import type { ExportSettings } from "../args";
import { explainProofs } from "./explain";
import { proveExport } from "./prove";
import { plainAccess } from "./restraints";
import type { ExportPolicies } from "./types";
import { whoElse } from "./whoElse";

/** What a proof means for a deployment. */
export interface Verdict {
  /** The Regions that get no destination. */
  refused: string[];
  /** Why; undefined when none is refused. */
  error?: string;
  warnings: string[];
}

/** Proves that GuardDuty will be able to export, and that nobody else gains by it. `written` as for whoElse. */
export function verdictOf(
  policies: ExportPolicies,
  mode: ExportSettings["proof"],
  written?: string,
): Verdict {
  if (mode === "off") return { refused: [], warnings: [] };
  const proofs = proveExport(policies);
  const denied = proofs.filter(({ result }) => result === "denied");
  const open = proofs.filter(({ result }) => result === "undetermined");
  const warned = [
    explainProofs(open),
    whoElse(policies, written)
      .map(({ text }) => text)
      .join("\n"),
    plainAccess(policies).length > 0 ? PLAIN_ACCESS : "",
  ].filter((text) => text !== "");
  if (denied.length === 0) return { refused: [], warnings: warned };
  const error = explainProofs(denied);
  if (mode === "warn") return { refused: [], warnings: [error, ...warned] };
  return { refused: denied.map(({ region }) => region), error, warnings: warned };
}

const PLAIN_ACCESS =
  "the bucket can be reached without TLS: no statement denies it to everybody, and the export adds none to a bucket that others use";
