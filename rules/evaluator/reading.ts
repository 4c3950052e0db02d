import { listOf, type PolicyStatement } from "../policyDocument";
import { conditionName } from "./conditions";

/** One key under one operator of a statement's Condition. */
export interface ConditionUse {
  /** In lower case, as names of keys have no case. */
  key: string;
  /** In lower case, without prefix and suffix: `stringlike`. */
  operator: string;
  values: string[];
}

/** The conditions of a statement that are well formed. */
export function conditionsIn({ Condition }: PolicyStatement): ConditionUse[] {
  if (!isRecord(Condition)) return [];
  return Object.entries(Condition).flatMap(([name, keys]) => {
    if (!isRecord(keys)) return [];
    const operator = conditionName(name).base.toLowerCase();
    return Object.entries(keys).map(([key, values]) => ({
      key: key.toLowerCase(),
      operator,
      values: listOf(values as string | string[]).map(String),
    }));
  });
}

/** The keys of the policy variables that a statement uses, in lower case. */
export function variablesIn({ Resource, NotResource, Condition }: PolicyStatement): string[] {
  const text = JSON.stringify([Resource, NotResource, Condition]);
  const keys = [...text.matchAll(/\$\{\s*([^},]*?)\s*[,}]/g)].map(([, key = ""]) => key);
  return [...new Set(keys.map((key) => key.toLowerCase()))];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
