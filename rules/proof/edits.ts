import type { PolicyDocument, PolicyPrincipal, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { Edit, ExportPolicies, PolicyEdit } from "./types";

type Documents = Pick<ExportPolicies, "bucketPolicy" | "keyPolicy">;

/** The policies after the edits. A deployment writes `deployed`. */
export function applyEdits<T extends Documents>(
  policies: T,
  edits: readonly Edit[],
  deployed: Documents = policies,
): T {
  return edits.reduce((edited: T, edit: Edit): T => {
    const name = edit.policy === "bucket" ? "bucketPolicy" : "keyPolicy";
    if (edit.edit === "deploy") return { ...edited, [name]: deployed[name] };
    const document = edited[name];
    return document === undefined ? edited : { ...edited, [name]: applyEdit(document, edit) };
  }, policies);
}

function applyEdit(document: PolicyDocument, edit: PolicyEdit): PolicyDocument {
  const statements = listOf(document.Statement);
  if (edit.edit === "addStatement") {
    return { ...document, Statement: [...statements, edit.statement] };
  }
  const Statement = statements.flatMap((statement, index) =>
    index === edit.index ? changed(statement, edit) : [statement],
  );
  return { ...document, Statement };
}

function changed(
  statement: PolicyStatement,
  edit: Exclude<PolicyEdit, { edit: "addStatement" }>,
): PolicyStatement[] {
  switch (edit.edit) {
    case "removeStatement":
      return [];
    case "setPrincipal": {
      const { NotPrincipal: _, ...rest } = statement;
      return [{ ...rest, Principal: edit.principal }];
    }
    case "addServices": {
      const { Principal } = statement;
      const others = typeof Principal === "object" && Principal !== null ? Principal : {};
      const services = [...new Set([...listOf(others["Service"]), ...edit.services])];
      return [{ ...statement, Principal: { ...others, Service: services } }];
    }
    case "removePrincipals":
      return [withoutPrincipals(statement, edit.principals)];
    case "addResource":
      return [{ ...statement, Resource: [...listOf(statement.Resource), edit.resource] }];
    case "setResources": {
      const { NotResource: _, ...rest } = statement;
      return [{ ...rest, Resource: edit.resources }];
    }
    case "setActions": {
      const { NotAction: _, ...rest } = statement;
      return [{ ...rest, Action: edit.actions }];
    }
    case "removeElement": {
      const rest = Object.entries(statement).filter(([name]) => name !== edit.element);
      return [Object.fromEntries(rest) as unknown as PolicyStatement];
    }
    case "addCondition": {
      const { operator, key, values } = edit;
      const keys = statement.Condition?.[operator] ?? {};
      const name = Object.keys(keys).find((one) => one.toLowerCase() === key.toLowerCase()) ?? key;
      const all = [...new Set([...listOf(keys[name]), ...values])];
      const Condition = { ...statement.Condition, [operator]: { ...keys, [name]: all } };
      return [{ ...statement, Condition }];
    }
    case "removeCondition":
      return [withoutCondition(statement, edit.key)];
  }
}

function withoutPrincipals(statement: PolicyStatement, gone: string[]): PolicyStatement {
  const { Principal, NotPrincipal } = statement;
  return {
    ...statement,
    ...(Principal !== undefined && { Principal: without(Principal, gone) }),
    ...(NotPrincipal !== undefined && { NotPrincipal: without(NotPrincipal, gone) }),
  };
}

function without(principal: PolicyPrincipal, gone: string[]): PolicyPrincipal {
  if (typeof principal !== "object" || principal === null) return principal;
  const kinds = Object.entries(principal).flatMap(([kind, names]) => {
    const rest = listOf(names).filter((name) => !gone.includes(name));
    return rest.length === 0 ? [] : [[kind, rest] as const];
  });
  return Object.fromEntries(kinds);
}

function withoutCondition(statement: PolicyStatement, gone: string): PolicyStatement {
  const operators = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) => {
    const rest = Object.entries(keys).filter(([key]) => key.toLowerCase() !== gone.toLowerCase());
    return rest.length === 0 ? [] : [[operator, Object.fromEntries(rest)] as const];
  });
  const { Condition: _, ...others } = statement;
  return operators.length === 0 ? others : { ...others, Condition: Object.fromEntries(operators) };
}
