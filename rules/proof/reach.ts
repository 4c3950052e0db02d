import { conditionsIn, evaluate, variablesIn, type AccessRequest } from "../evaluator";
import type { ConditionUse, StatementReason } from "../evaluator";
import { grouped } from "../grouped";
import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import type { KeyKind, Value } from "./conditionValues";
import { ABSENT, chosenValues, kindOf, outsideValues, unlistedValues } from "./conditionValues";
import type { OpenKey } from "./types";

type Known = AccessRequest["context"]["known"];

/** A caller that a statement may let in, and what its requests hold. */
export interface TestPrincipal {
  principal: AccessRequest["principal"];
  known: Known;
  absent: string[];
}

/** How a caller gets at something: for certain, or depending on the keys named. */
export interface Reach {
  certain: boolean;
  dependsOn: OpenKey[];
  /** Those of them that conditions compare; the others are variables. */
  compared: OpenKey[];
}

/** A condition key that callers may have different values of. */
interface FreeKey {
  key: string;
  values: Value[];
  /** Whether it may also hold what this analysis does not know. */
  mayBeUnknown: boolean;
}

/** One Allow with all Denies, prepared for many requests. */
export interface OpenStatement {
  statement: PolicyStatement;
  document: PolicyDocument;
  /** Of callers that are services, and of all others. */
  keys: { service: FreeKey[]; other: FreeKey[] };
}

/** An Allow with the Denies that restrict it. */
export function openStatement(
  statement: PolicyStatement,
  denies: PolicyStatement[],
  version: string | undefined,
  now: string,
): OpenStatement {
  const all = [statement, ...denies];
  const uses = grouped(all.flatMap(conditionsIn), ({ key }) => key);
  const variables = new Set(all.flatMap(variablesIn));
  const keysOf = (isService: boolean) =>
    [...uses]
      .flatMap(([key, own]) => freeKey(key, own, kindOf(key, isService), variables.has(key), now))
      // What callers choose is settled first: what is then open depends on who they are.
      .sort((one, other) => Number(one.mayBeUnknown) - Number(other.mayBeUnknown));
  return {
    statement,
    keys: { service: keysOf(true), other: keysOf(false) },
    document: { ...(version !== undefined && { Version: version }), Statement: all },
  };
}

function freeKey(
  key: string,
  uses: ConditionUse[],
  kind: KeyKind,
  isVariable: boolean,
  now: string,
): FreeKey[] {
  if (kind === "other") return [];
  if (kind === "ofService")
    return [{ key, values: unlistedValues(key, uses), mayBeUnknown: false }];
  if (kind === "binding") return [{ key, values: outsideValues(key, uses), mayBeUnknown: true }];
  return [{ key, values: chosenValues(key, uses, now), mayBeUnknown: isVariable }];
}

/** More questions than this are not asked for one action: the answer is then that it depends on every key. */
const MOST_TRIES = 3_000;

/** How a caller can take an action, choosing what it may choose; undefined: not at all. */
export function reachOf(
  { document, keys }: OpenStatement,
  caller: TestPrincipal,
  action: string,
  resource: string,
): Reach | undefined {
  const fixed = [...Object.keys(caller.known), ...caller.absent].map(lower);
  const isFixed = (key: string) =>
    fixed.some((one) => key === one || (one.endsWith("/") && key.startsWith(one)));
  const own = caller.principal.kind === "Service" ? keys.service : keys.other;
  const free = own.filter(({ key }) => !isFixed(key));
  const keysOfAll = free.map(({ key }) => key);
  const everyKey: Reach = { certain: false, dependsOn: keysOfAll, compared: keysOfAll };
  let tries = 0;
  const from = (settled: string[], known: Known, absent: string[]): Reach | undefined => {
    if (++tries > MOST_TRIES) return everyKey;
    const decision = evaluate(document, {
      principal: caller.principal,
      action,
      resource,
      context: { known, absent, otherwise: "unknown" },
    });
    if (decision.result === "allowed") return { certain: true, dependsOn: [], compared: [] };
    if (decision.result !== "undetermined") return undefined;
    const keysOpen = decision.reasons.map((reason) => reason.key ?? variableOf(reason));
    const open = new Set(keysOpen.map((key) => lower(key ?? "")));
    const next = free.find(({ key }) => open.has(key) && !settled.includes(key));
    if (next === undefined) {
      const dependsOn = [...new Set(keysOpen.map((key) => key ?? null))];
      const compared = decision.reasons.flatMap(({ key }) => key ?? []);
      return { certain: false, dependsOn, compared };
    }
    const { key, values, mayBeUnknown } = next;
    let best: Reach | undefined;
    for (const value of values) {
      const reach =
        value === ABSENT
          ? from([...settled, key], known, [...absent, key])
          : from([...settled, key], { ...known, [key]: value }, absent);
      if (reach?.certain) return reach;
      best ??= reach;
    }
    return mayBeUnknown ? (from([...settled, key], known, absent) ?? best) : best;
  };
  return from([], caller.known, caller.absent);
}

/** The variable of a resource whose value a decision depends on. */
function variableOf({ facts }: StatementReason): string | undefined {
  const [open] = facts.flatMap((fact) => ("open" in fact ? (fact.open ?? []) : []));
  return open?.why === "unknownVariable" ? open.variable : undefined;
}

function lower(key: string): string {
  return key.toLowerCase();
}

/** The values that the conditions of a statement name for a key. */
export function namedValues(statement: PolicyStatement, keys: readonly string[]): string[] {
  return conditionsIn(statement)
    .filter(({ key }) => keys.includes(key))
    .flatMap(({ values }) => listOf(values));
}
