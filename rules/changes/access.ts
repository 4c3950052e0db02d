import { isDeepStrictEqual } from "node:util";

import { glob, toPattern } from "../evaluator";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";

/** What a policy allows that another does not. */
export interface WiderAccess {
  principals: string[];
  actions: string[];
  resources: string[];
  /** The conditions of what is allowed anew: those that only one of the policies has. */
  conditions: { was: AccessCondition[]; is: AccessCondition[] };
}

/** One value of a condition. */
export interface AccessCondition {
  operator: string;
  key: string;
  value: string;
}

/** One principal, action and resource of a statement, with its conditions as `operator key` and their values. */
interface Access {
  principal: string;
  action: string;
  resource: string;
  conditions: Map<string, string[]>;
}

/** What `head` allows beyond `base`; empty lists: nothing. What cannot be compared counts as allowed. */
export function widerAccess(base: PolicyDocument | undefined, head: PolicyDocument): WiderAccess {
  const [before, after] = [accessOf(base, "Allow"), accessOf(head, "Allow")];
  const gained = after.filter((one) => !before.some((other) => covers(other, one)));
  // A denial that is gone or narrower allows what it denied.
  const [denied, denies] = [accessOf(base, "Deny"), accessOf(head, "Deny")];
  const resources = { base: resourcesOf(before, denied), head: resourcesOf(after, denies) };
  const lost = denied.filter(
    (one) => !denies.some((other) => covers(other, one) || isRenamed(one, other, resources)),
  );
  // One that denies the same under another condition is shown by both conditions.
  const changed = lost.flatMap((was) => {
    const same = denies.filter((other) => isOfSame(was, other));
    const is = same.find((other) => hasSameTests(was, other)) ?? same[0];
    return is === undefined ? [] : [{ was, is }];
  });
  const gone = lost.filter((one) => !denies.some((other) => isOfSame(one, other)));
  const known = (part: "principal" | "action" | "resource") =>
    new Set(before.map((one) => one[part]));
  const fresh = (part: "principal" | "action" | "resource") =>
    unique([
      ...gained.map((one) => one[part]).filter((value) => value !== "" && !known(part).has(value)),
      ...gone.map((one) => one[part]).filter((value) => value !== ""),
    ]);
  const wider = {
    principals: fresh("principal"),
    actions: fresh("action"),
    resources: fresh("resource"),
  };
  const others = Object.values(wider).flat().length;
  if (others > 0) return { ...wider, conditions: { was: [], is: [] } };
  const ofAllow = gained.length === 0 ? { was: [], is: [] } : otherConditions(before, gained);
  const ofDeny = otherConditions(
    changed.map(({ was }) => was),
    changed.map(({ is }) => is),
  );
  const conditions = {
    was: [...ofAllow.was, ...ofDeny.was],
    is: [...ofAllow.is, ...ofDeny.is],
  };
  return { ...wider, conditions };
}

/** Whether two denials are of the same, whatever their conditions. */
function isOfSame(one: Access, other: Access): boolean {
  return (["principal", "action", "resource"] as const).every((part) => one[part] === other[part]);
}

/** Whether two denials test the same keys: of several of one resource, those belong together. */
function hasSameTests(one: Access, other: Access): boolean {
  const tests = ({ conditions }: Access) => [...conditions.keys()].sort();
  return isDeepStrictEqual(tests(one), tests(other));
}

/** Whether a denial is the same of another resource, and nothing is left of the one that it was of. */
function isRenamed(
  from: Access,
  to: Access,
  resources: { base: readonly string[]; head: readonly string[] },
): boolean {
  return (
    covers({ ...to, resource: from.resource }, from) &&
    !resources.base.includes(to.resource) &&
    !resources.head.some((one) => reaches(one, from.resource) || reaches(from.resource, one))
  );
}

const resourcesOf = (...all: Access[][]) => all.flat().map(({ resource }) => resource);

export function isWider({ principals, actions, resources, conditions }: WiderAccess): boolean {
  const all = [principals, actions, resources, conditions.was, conditions.is];
  return all.some((values) => values.length > 0);
}

function otherConditions(before: Access[], gained: Access[]): WiderAccess["conditions"] {
  const written = (all: Access[]) =>
    all.flatMap(({ conditions }) =>
      [...conditions].flatMap(([test, values]) => {
        const [operator = "", ...key] = test.split(" ");
        return values.map((value) => ({ operator, key: key.join(" "), value }));
      }),
    );
  const only = (some: AccessCondition[], others: AccessCondition[]) =>
    some.filter(
      (one, index) =>
        some.findIndex((other) => isDeepStrictEqual(one, other)) === index &&
        !others.some((other) => isDeepStrictEqual(one, other)),
    );
  const [old, now] = [written(before), written(gained)];
  const [was, is] = [only(old, now), only(now, old)];
  // Access that is combined anew is wider, whatever single conditions it has.
  return was.length + is.length > 0 ? { was, is } : { was, is: only(now, []) };
}

function accessOf(document: PolicyDocument | undefined, effect: "Allow" | "Deny"): Access[] {
  return listOf(document?.Statement)
    .filter(({ Effect }) => Effect === effect)
    .flatMap((statement) =>
      principalsOf(statement).flatMap((principal) =>
        elements(statement, "Action").flatMap((action) =>
          elements(statement, "Resource").map((resource) => ({
            ...{ principal, action, resource },
            conditions: conditionsOf(statement),
          })),
        ),
      ),
    );
}

function principalsOf({ Principal, NotPrincipal }: PolicyStatement): string[] {
  const named = (value: PolicyStatement["Principal"]) =>
    typeof value === "object" ? Object.values(value).flatMap(listOf) : [value as string];
  if (NotPrincipal !== undefined) return [`not ${JSON.stringify(NotPrincipal)}`];
  return Principal === undefined ? [""] : named(Principal);
}

function elements(statement: PolicyStatement, element: "Action" | "Resource"): string[] {
  const not = statement[`Not${element}`];
  if (not !== undefined) return [`not ${JSON.stringify(not)}`];
  const values = listOf(statement[element]);
  return values.length === 0 ? [""] : values;
}

function conditionsOf({ Condition }: PolicyStatement): Access["conditions"] {
  return new Map(
    Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(
        ([key, values]) => [`${operator} ${key}`, listOf(values).map(String)] as const,
      ),
    ),
  );
}

/** Whether `one` reaches all that `other` reaches: the same, with no condition beyond. */
function covers(one: Access, other: Access): boolean {
  return (
    one.principal === other.principal &&
    reaches(one.action, other.action) &&
    reaches(one.resource, other.resource) &&
    [...one.conditions].every(([key, values]) => {
      const stricter = other.conditions.get(key);
      if (stricter === undefined) return false;
      // With a negated operator each further value excludes more.
      return /Not|^ForAllValues/.test(key)
        ? values.every((value) => stricter.includes(value))
        : stricter.every((value) => values.includes(value));
    })
  );
}

/** Whether a pattern has all that another has. A `?` could stand for the other's `*`: only the same has it. */
function reaches(pattern: string, other: string): boolean {
  if (pattern === other) return true;
  return !/^not |\?/.test(pattern) && glob(toPattern(pattern), other);
}

const unique = (values: string[]) => [...new Set(values)];
