import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";

/** An element of a policy as text, the same for what AWS gives back: lists in another order, a list of one as the one. */
export function canonicalElement(value: unknown): string {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value).map(([key, inner]) => [key, canonicalElement(inner)]);
    return JSON.stringify(entries.sort());
  }
  return JSON.stringify([value].flat().map(String).sort());
}

/** The statements of a policy as text, the same in whatever order. */
export function canonicalStatements(statements: PolicyDocument["Statement"] | undefined): string {
  return listOf(statements).map(canonicalElement).sort().join("\n");
}
