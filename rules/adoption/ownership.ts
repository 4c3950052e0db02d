import { RESERVED_SID_PREFIX } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { Problem } from "../problems";
import { problem, toDo } from "../problems";
import { isOfPrefix } from "./earlierNames";
import type { PolicyLocation } from "./livePolicy";
import { KEPT_PURPOSES, REPLACED_PURPOSES } from "./purposes";

const COMPONENT_PREFIX = new RegExp(`^${RESERVED_SID_PREFIX}[0-9a-f]{8}$`);

/** Statements under a component's reserved Sid prefix that no component writes. */
export class ReservedSidError extends Error {
  constructor(
    readonly sidPrefix: string,
    readonly sids: string[],
  ) {
    super(sids.join());
    this.name = "ReservedSidError";
  }
}

export function reservedSidsProblem(
  sidPrefix: string,
  sids: string[],
  { of, path }: PolicyLocation,
): Problem {
  return problem("reservedSids", path, toDo("changeSids", { sids }), { of, sids, sidPrefix });
}

/** The parts of a policy: what one component replaces, and what it only keeps. */
export interface PolicyParts {
  own: PolicyStatement[];
  /** Those of others, of other exports too, in order. */
  othersStatements: PolicyStatement[];
  /** How many of others stand before the component's own. */
  position: number;
}

/** Separates the component's statements, those under `earlier` prefixes of its own too, from all others. Throws ReservedSidError. */
export function partsOf(
  policy: PolicyDocument,
  sidPrefix: string,
  earlier: readonly string[] = [],
): PolicyParts {
  const reserved = reservedSids(policy, sidPrefix);
  if (reserved.length > 0) throw new ReservedSidError(sidPrefix, reserved);
  const statements = listOf(policy.Statement);
  const isOwn = (statement: PolicyStatement) =>
    isOneOf(REPLACED_PURPOSES, statement, sidPrefix) || isOfPrefix(earlier, statement);
  const first = statements.findIndex(isOwn);
  return {
    own: statements.filter(isOwn),
    othersStatements: statements.filter((statement) => !isOwn(statement)),
    position: first === -1 ? statements.length : first,
  };
}

/** The Sids under the component's prefix that it never writes. */
export function reservedSids(policy: PolicyDocument, sidPrefix: string): string[] {
  const known = [...REPLACED_PURPOSES, ...KEPT_PURPOSES];
  return listOf(policy.Statement)
    .filter((one) => isUnder(one.Sid, sidPrefix) && !isOneOf(known, one, sidPrefix))
    .map(({ Sid }) => Sid as string);
}

/** Whether a policy has statements under the component's prefix: what an export wrote identifies its bucket and key. */
export function hasStatementsOf(policy: PolicyDocument, sidPrefix: string): boolean {
  return listOf(policy.Statement).some(({ Sid }) => isUnder(Sid, sidPrefix));
}

function isOneOf(purposes: readonly string[], { Sid }: PolicyStatement, sidPrefix: string) {
  return isUnder(Sid, sidPrefix) && purposes.includes(Sid.slice(sidPrefix.length));
}

function isUnder(sid: unknown, sidPrefix: string): sid is string {
  // A shorter prefix would match statements of others.
  if (!COMPONENT_PREFIX.test(sidPrefix)) {
    throw new Error(`${JSON.stringify(sidPrefix)} is not the Sid prefix of a component`);
  }
  return typeof sid === "string" && sid.startsWith(sidPrefix);
}
