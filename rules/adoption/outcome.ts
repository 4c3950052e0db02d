import type { ExistingSettings } from "../args";
import type { SourcePrecision } from "../policies";
import { EMPTY_POLICY, policyBytes } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { OwnPart } from "./merge";
import { earlierIn, mergePolicy, withoutOwn } from "./merge";
import { partsOf } from "./ownership";
import type { PolicyChange } from "./policyChanges";
import { policyChanges } from "./policyChanges";

/** What becomes of a policy that others write too. */
export interface PolicyOutcome {
  /** As it will be. */
  document: PolicyDocument;
  /** Of the document, once everything is known. */
  bytes: number;
  /** What is to be written; undefined: nothing. */
  json?: string;
  /** The export's statements: placed, or to be handed to the owner. */
  statements: PolicyStatement[];
  /** How the statements name the detectors. */
  precision: SourcePrecision;
  /** What changes of the export's statements. */
  changes: PolicyChange[];
  /** Whether the policy is deleted with the stack: it holds no statement of others. */
  deletedWithStack: boolean;
}

/** The same while what others wrote is not known: `bytes` are those of the export's statements alone. */
export type UnreadOutcome = Pick<PolicyOutcome, "bytes" | "statements" | "precision">;

type Outcome = (live: PolicyDocument, part: OwnPart) => PolicyOutcome;

/** What becomes of the live policy. Throws ReservedSidError and PolicyTooLargeError. */
export function policyOutcome(
  live: PolicyDocument,
  { policy, detach }: Pick<ExistingSettings, "policy" | "detach">,
  part: OwnPart,
): PolicyOutcome {
  return OUTCOMES[detach ? "detach" : policy](live, part);
}

/** What is known of the outcome before the live policy is read. Throws PolicyTooLargeError. */
export function unreadOutcome({ detach }: ExistingSettings, part: OwnPart): UnreadOutcome {
  const own = mergePolicy(EMPTY_POLICY, part);
  if (detach) return { bytes: policyBytes(EMPTY_POLICY), statements: [], precision: "detectors" };
  const { bytes, precision, document } = own;
  return { bytes, precision, statements: listOf(document.Statement) };
}

const OUTCOMES: { [form in ExistingSettings["policy"] | "detach"]: Outcome } = {
  merge(live, part) {
    const { document, json, bytes, precision } = mergePolicy(live, part);
    const { sidPrefix } = part;
    return {
      ...{ document, json, bytes, precision },
      statements: partsOf(document, sidPrefix).own,
      changes: policyChanges(live, document, sidPrefix, earlierIn(live, part)),
      deletedWithStack: false,
    };
  },

  external(live, part) {
    const { document, precision } = mergePolicy(live, part);
    const statements = partsOf(document, part.sidPrefix).own;
    const bytes = policyBytes(live);
    return { document: live, bytes, statements, precision, changes: [], deletedWithStack: false };
  },

  detach(live, part) {
    const { sidPrefix } = part;
    const earlier = earlierIn(live, part);
    const rest = withoutOwn(live, sidPrefix, earlier);
    const changes = policyChanges(live, rest, sidPrefix, earlier);
    const document = rest ?? live;
    const outcome = { document, bytes: policyBytes(document), changes };
    const none = { statements: [], precision: "detectors" as const };
    if (rest !== undefined) {
      return { ...outcome, ...none, json: JSON.stringify(rest), deletedWithStack: false };
    }
    // AWS takes no policy without a statement: it stays as it is until the stack goes.
    const empty = listOf(live.Statement).length === 0;
    return {
      ...outcome,
      ...none,
      ...(!empty && { json: JSON.stringify(live) }),
      deletedWithStack: true,
    };
  },
};
