import {
  listOf,
  type OneOrMany,
  type PolicyDocument,
  type PolicyStatement,
} from "../../../rules/policyDocument";
import type { ExportPolicies } from "../../../rules/proof";
import { SIDS, withStatements } from "./shapes";

export interface Mutant {
  what: string;
  policies: ExportPolicies;
}

/** The values with one of them changed or gone; of a long list, each value in one way. */
function changedValues<T>(
  values: OneOrMany<T>,
  others: (value: string) => string[],
): [what: string, OneOrMany<T | string>][] {
  const list: (T | string)[] = listOf(values);
  return list.flatMap((value, at): [string, OneOrMany<T | string>][] => {
    const changed = others(String(value))
      .filter((other) => other !== value)
      .map((other): [string, OneOrMany<T | string>] => [
        `${value} -> ${other}`,
        list.length === 1 ? other : list.with(at, other),
      ]);
    if (list.length === 1) return changed;
    const all: typeof changed = [[`no ${value}`, list.toSpliced(at, 1)], ...changed];
    return list.length > 5 ? all.slice(at % 2, (at % 2) + 1) : all;
  });
}

/** What may stand in place of a value, by its condition key: something that is wrong, or too wide. */
function otherValues(key: string): (value: string) => string[] {
  if (key === "aws:SecureTransport") return () => ["true", "no"];
  return (value) => [`${value}x`, "*", "", value.toUpperCase()];
}

/** What is said of a statement instead, and in words. */
type Change = [what: string, instead: Partial<PolicyStatement>];

function* conditionChanges({ Condition = {} }: PolicyStatement): Generator<Change> {
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const { [key]: _, ...others } = keys;
      const instead = (changed: typeof keys) => ({
        Condition: { ...Condition, [operator]: changed },
      });
      yield [`${operator} ${key} gone`, instead(others)];
      yield [`${operator} ${key}x`, instead({ ...others, [`${key}x`]: values })];
      for (const [what, changed] of changedValues(values, otherValues(key))) {
        yield [`${operator} ${key}: ${what}`, instead({ ...keys, [key]: changed })];
      }
    }
  }
}

function* principalChanges({ Principal, Effect }: PolicyStatement): Generator<Change> {
  yield ["for no principal", { Principal: {} }];
  yield ["for another service", { Principal: { Service: "logs.amazonaws.com" } }];
  if (typeof Principal !== "object") return;
  yield ["for all but them", { Principal: undefined, NotPrincipal: Principal }];
  for (const [kind, names] of Object.entries(Principal)) {
    for (const [what, changed] of changedValues(names, (name) => [name.replace(/\d|\./, "x")])) {
      yield [what, { Principal: { [kind]: changed } }];
    }
  }
  if (Effect === "Deny") return;
  yield ["for every principal", { Principal: "*" }];
  if (Principal["Service"] === undefined) return;
  const services = [...listOf(Principal["Service"]), "sns.amazonaws.com"];
  yield ["for another service too", { Principal: { Service: services } }];
}

function* elementChanges({
  Action = [],
  Resource = [],
  Effect,
}: PolicyStatement): Generator<Change> {
  const isAllow = Effect === "Allow";
  yield ["the other effect", { Effect: isAllow ? "Deny" : "Allow" }];
  const actions = (value: string) => [
    `${value}x`,
    value.replace(/[^:]+$/, "none"),
    ...(isAllow ? [value.replace(/[^:]+$/, "*")] : []),
  ];
  for (const [what, changed] of changedValues(Action, actions)) yield [what, { Action: changed }];
  const resources = (value: string) => [
    value === "*" ? "arn:aws:s3:::x" : value.replace(/[^:]+$/, "none"),
    ...(isAllow ? [value.replace("AWSLogs/*", "*"), value.replace("/*", "*")] : []),
    value.replace("AWSLogs/*", "AWSLogs/111122223333/*"),
  ];
  for (const [what, changed] of changedValues(Resource, resources)) {
    yield [what, { Resource: changed }];
  }
}

/** Every way in which one of our statements can be gone or wrong. */
export function* mutantsOf(policies: ExportPolicies): Generator<Mutant> {
  for (const policy of ["bucketPolicy", "keyPolicy"] as const) {
    const statements = listOf((policies[policy] as PolicyDocument).Statement);
    for (const [index, statement] of statements.entries()) {
      if (!statement.Sid?.startsWith(SIDS)) continue;
      const name = `${policy} ${statement.Sid}`;
      const without = withStatements(policies, policy, (all) => all.toSpliced(index, 1));
      yield { what: `${name}: gone`, policies: without };
      const changes = [
        ...elementChanges(statement),
        ...principalChanges(statement),
        ...conditionChanges(statement),
      ];
      for (const [what, instead] of changes) {
        const changed = { ...statement, ...instead };
        yield {
          what: `${name}: ${what}`,
          policies: withStatements(policies, policy, (all) => all.toSpliced(index, 1, changed)),
        };
      }
    }
  }
}
