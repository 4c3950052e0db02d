import { arnPattern, parseArn } from "../../../rules/arn";
import { isObject } from "../rpc";

/** The normal form that state keeps: sorted keys, compact, `<`, `>` and `&` escaped. */
export function normalPolicy(text: unknown): unknown {
  const parsed = parse(text);
  if (parsed === undefined) return text;
  return JSON.stringify(sorted(parsed)).replace(
    /[<>&]/g,
    (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
  );
}

/** The same policy, whatever the order of statements, of listed values, of lists of one, and of how an account is named. */
export function samePolicy(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  const [first, second] = [parse(left), parse(right)];
  if (first === undefined || second === undefined) return false;
  return canonical(first) === canonical(second);
}

export function parse(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const items = [...new Set(value.map(canonical))].sort();
    return items.length === 1 ? (items[0] ?? "") : `[${items.join()}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  const members = keys.map((key) => {
    const inner = key === "AWS" ? accountsById(value[key]) : value[key];
    return `${JSON.stringify(key)}:${canonical(inner)}`;
  });
  return `{${members.join()}}`;
}

/** AWS keeps the id of an account as the ARN of its root. */
function accountsById(principals: unknown): unknown {
  if (Array.isArray(principals)) return principals.map(accountsById);
  const isRoot = typeof principals === "string" && arnPattern("iam", "root").test(principals);
  return isRoot ? parseArn(principals)?.accountId : principals;
}
