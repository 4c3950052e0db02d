import type { Problem } from "../problems";
import { problem, remove, shown } from "../problems";

/** The values of a list that are in it already; `key` is the property of its elements that has them. */
export function repeatedProblems(values: readonly unknown[], list: string, key = ""): Problem[] {
  const firsts = new Map<unknown, number>();
  return values.flatMap((value, index) => {
    const first = firsts.get(value);
    if (first === undefined) firsts.set(value, index);
    if (first === undefined || typeof value !== "string") return [];
    const element = `${list}[${index}]`;
    const path = key === "" ? element : `${element}.${key}`;
    const what = { value: shown(value), first: `${list}[${first}]` };
    return [problem("repeated", path, remove(element), what)];
  });
}
