import type { ExistingSettings } from "../args";
import type { SourcePrecision } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { OwnPart } from "./merge";
import { mergePolicy, withoutOwn } from "./merge";
import { partsOf } from "./ownership";
import { policyDiff } from "./policyDiff";

/** What becomes of a policy that others write too. */
export interface PolicyOutcome {
  /** As it will be. */
  document: PolicyDocument;
  /** What is to be written; undefined: nothing. */
  json?: string;
  /** The export's statements: placed, or to be handed to the owner. */
  statements: PolicyStatement[];
  /** How the statements name the detectors. */
  precision: SourcePrecision;
  /** What changes of the export's statements, a line each. */
  changes: string[];
  /** Whether nobody else's statement is in it, so that it goes with the stack. */
  goes: boolean;
}

type Outcome = (live: PolicyDocument, part: OwnPart) => PolicyOutcome;

/** What becomes of the live policy. Throws ReservedSidError and PolicyTooLargeError. */
export function policyOutcome(
  live: PolicyDocument,
  { policy, detach }: ExistingSettings,
  part: OwnPart,
): PolicyOutcome {
  return OUTCOMES[detach ? "detach" : policy](live, part);
}

const OUTCOMES: { [form in ExistingSettings["policy"] | "detach"]: Outcome } = {
  merge(live, part) {
    const { document, json, precision } = mergePolicy(live, part);
    const { sidPrefix } = part;
    return {
      document,
      json,
      statements: partsOf(document, sidPrefix).own,
      precision,
      changes: policyDiff(live, document, sidPrefix),
      goes: false,
    };
  },

  external(live, part) {
    const { document, precision } = mergePolicy(live, part);
    const statements = partsOf(document, part.sidPrefix).own;
    return { document: live, statements, precision, changes: [], goes: false };
  },

  detach(live, { sidPrefix }) {
    const rest = withoutOwn(live, sidPrefix);
    const changes = policyDiff(live, rest, sidPrefix);
    const outcome = { statements: [], precision: "detectors" as const, changes };
    if (rest !== undefined) {
      return { ...outcome, document: rest, json: JSON.stringify(rest), goes: false };
    }
    // AWS takes no policy without a statement: it stays as it is until the stack goes.
    const empty = listOf(live.Statement).length === 0;
    return {
      ...outcome,
      document: live,
      ...(!empty && { json: JSON.stringify(live) }),
      goes: true,
    };
  },
};
