import { grouped } from "../grouped";
import { listOf, type OneOrMany, type PolicyStatement } from "../policyDocument";
import type { Edit } from "./types";

/** The edits of several calls and Regions, each change of a statement once. */
export function mergedEdits(edits: Edit[]): Edit[] {
  return [...grouped(edits, sameChange).values()].map((same) => same.reduce(merged));
}

/** What edits must have in common to be one: all but the values that they add. */
function sameChange(edit: Edit): string {
  if (edit.edit === "addStatement") {
    const { Effect, Action, Resource, Condition } = edit.statement;
    const { StringEquals, ...others } = Condition ?? {};
    const keys = Object.keys(StringEquals ?? {});
    // No action that GuardDuty needs reaches the resource of another.
    const what = Effect === "Allow" ? [] : [Action, Resource];
    return JSON.stringify([edit.edit, edit.policy, Effect, ...what, keys, others]);
  }
  if (edit.edit === "addServices") return JSON.stringify({ ...edit, services: [] });
  if (edit.edit === "removePrincipals") return JSON.stringify({ ...edit, principals: [] });
  if (edit.edit === "addCondition") return JSON.stringify({ ...edit, values: [] });
  return JSON.stringify(edit);
}

function merged(one: Edit, other: Edit): Edit {
  if (one.edit === "addStatement" && other.edit === "addStatement") {
    return { ...one, statement: mergedStatements(one.statement, other.statement) };
  }
  if (one.edit === "addServices" && other.edit === "addServices") {
    return { ...one, services: union(one.services, other.services) };
  }
  if (one.edit === "removePrincipals" && other.edit === "removePrincipals") {
    return { ...one, principals: union(one.principals, other.principals) };
  }
  if (one.edit === "addCondition" && other.edit === "addCondition") {
    return { ...one, values: union(one.values, other.values) };
  }
  return one;
}

/** One statement for the services and sources of both. */
function mergedStatements(one: PolicyStatement, other: PolicyStatement): PolicyStatement {
  const [mine, theirs] = [one, other].map((statement) => parts(statement));
  const keys = Object.keys(mine?.equals ?? {});
  const both = (name: "Action" | "Resource") =>
    compact(union(listOf(one[name]), listOf(other[name])));
  return {
    ...one,
    Action: both("Action"),
    Resource: both("Resource"),
    Principal: { Service: compact(union(mine?.services, theirs?.services)) },
    Condition: {
      StringEquals: Object.fromEntries(
        keys.map((key) => [key, compact(union(mine?.equals[key], theirs?.equals[key]))]),
      ),
    },
  };
}

function parts({ Principal, Condition }: PolicyStatement) {
  const services = typeof Principal === "object" ? listOf(Principal["Service"]) : [];
  const equals = Object.entries(Condition?.["StringEquals"] ?? {}).map(
    ([key, values]) => [key, listOf(values as OneOrMany<string>)] as const,
  );
  return { services, equals: Object.fromEntries(equals) as { [key: string]: string[] } };
}

function union<T>(one: T[] = [], other: T[] = []): T[] {
  return [...new Set([...one, ...other])];
}

function compact(values: string[]): OneOrMany<string> {
  return values.length === 1 ? (values[0] as string) : values;
}
