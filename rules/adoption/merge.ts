import type { FittedPolicy } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import { earlierPrefixes } from "./earlierNames";
import { partsOf } from "./ownership";
import { READING_PURPOSES } from "./purposes";

/** What one component puts into a policy. */
export interface OwnPart {
  sidPrefix: string;
  /** ARNs of its detectors, as far as they are known. */
  detectorArns: readonly string[];
  /** Its statements after those of `others`, within the budget: `bucketPolicy` or `keyPolicy`. */
  fit: (others: PolicyDocument) => FittedPolicy;
}

/**
 * The live policy with the component's statements as they should be now, in place of those under earlier names of it; everything
 * else stays as it is, in order. Throws ReservedSidError, and PolicyTooLargeError when all together do not fit.
 */
export function mergePolicy(live: PolicyDocument, part: OwnPart): FittedPolicy {
  const { sidPrefix, fit } = part;
  const { othersStatements, position } = partsOf(live, sidPrefix, earlierIn(live, part));
  const fitted = fit({ ...live, Statement: othersStatements });
  const own = listOf(fitted.document.Statement).slice(othersStatements.length);
  // Where they stood before: always at the end, two exports would move each other's for ever.
  const Statement = [
    ...othersStatements.slice(0, position),
    ...own,
    ...othersStatements.slice(position),
  ];
  const document = { ...fitted.document, Statement };
  return { ...fitted, document, json: JSON.stringify(document) };
}

/** The Sid prefixes of the component's earlier names in a policy. */
export function earlierIn(live: PolicyDocument, { sidPrefix, detectorArns }: OwnPart): string[] {
  return earlierPrefixes(live, sidPrefix, detectorArns);
}

/**
 * The live policy without the component's statements. Undefined when no statement is left: AWS takes no
 * policy without one, so a bucket's is deleted. A key's always has one, see KEPT_PURPOSES.
 */
export function withoutOwn(
  live: PolicyDocument,
  sidPrefix: string,
  earlier: readonly string[] = [],
): PolicyDocument | undefined {
  const { own, othersStatements } = partsOf(live, sidPrefix, earlier);
  if (othersStatements.length === 0) return undefined;
  return own.length === 0 ? live : { ...live, Statement: othersStatements };
}

/** The same, with the statements that readers of earlier findings need. */
export function withoutWriting(
  live: PolicyDocument,
  sidPrefix: string,
  earlier: readonly string[] = [],
): PolicyDocument | undefined {
  const { own } = partsOf(live, sidPrefix, earlier);
  const readBy = new Set(
    [sidPrefix, ...earlier].flatMap((prefix) =>
      READING_PURPOSES.map((purpose) => prefix + purpose),
    ),
  );
  const writing = new Set(own.filter(({ Sid = "" }) => !readBy.has(Sid)));
  if (writing.size === 0) return live;
  const Statement = listOf(live.Statement).filter((one) => !writing.has(one));
  return Statement.length === 0 ? undefined : { ...live, Statement };
}

/** The component's statements as the owner of an external policy pastes them. */
export function statementsToHandOver(own: readonly PolicyStatement[]): string {
  return JSON.stringify(own, undefined, 2);
}
