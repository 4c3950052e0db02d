import type { Problem } from "../problems";
import { problem, propertyPath, remove } from "../problems";
import { isLater } from "./later";

/** JavaScript sets the prototype of an object by this name: what reads the arguments loses the value. */
const RESERVED = "__proto__";

/** Each property of that name, at any depth. */
export function reservedNameProblems(args: unknown): Problem[] {
  return pathsOf(args, [], new Set()).map((at) => {
    const path = propertyPath(at);
    return problem("reservedName", path, remove(path), { name: RESERVED });
  });
}

function pathsOf(value: unknown, path: PropertyKey[], above: ReadonlySet<object>): PropertyKey[][] {
  if (typeof value !== "object" || value === null || isLater(value) || above.has(value)) return [];
  const within = new Set(above).add(value);
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    return key === RESERVED ? [at] : pathsOf(inner, at, within);
  });
}
