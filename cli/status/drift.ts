import type { PolicyDocument, PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";

/** What a policy that is the stack's alone has more, less or otherwise than it should, a line for each statement. */
export function policyDrift(live: PolicyDocument, expected: PolicyDocument): string[] {
  const [is, wanted] = [byName(live), byName(expected)];
  const names = [...new Set([...wanted.keys(), ...is.keys()])];
  return names.flatMap((name) => {
    const [one, other] = [is.get(name), wanted.get(name)];
    if (other === undefined) return [`- ${name}: the stack writes no such statement`];
    if (one === undefined) return [`+ ${name}: is missing`];
    const elements = differing(one, other);
    return elements.length === 0 ? [] : [`~ ${name}: ${elements.join(" and ")} changed`];
  });
}

function byName({ Statement }: PolicyDocument): Map<string, PolicyStatement> {
  return new Map(
    listOf(Statement).map((one, index) => [one.Sid ?? `statement ${index} without a Sid`, one]),
  );
}

function differing(one: PolicyStatement, other: PolicyStatement): string[] {
  const elements = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return elements.filter((element) => {
    const [left, right] = [one, other].map((of) => canonical(of[element as keyof typeof of]));
    return left !== right;
  });
}

/** AWS gives lists back in another order, and a list of one as the one. */
function canonical(value: unknown): string {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value).map(([key, inner]) => [key, canonical(inner)]);
    return JSON.stringify(entries.sort());
  }
  return JSON.stringify([value].flat().map(String).sort());
}
