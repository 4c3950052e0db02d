import type { Problem } from "../problems";
import { problem, propertyPath, remove, setTo } from "../problems";
import { repeatedProblems } from "./repeated";
import type { Unchecked } from "./unchecked";
import { listAt, recordAt } from "./unchecked";

/** What is wrong with the `regions` and `existing` of one thing among several, which is in all of `regions` unless it says otherwise. */
export function ownRegionProblems(
  at: readonly string[],
  one: Unchecked,
  regions: readonly string[],
): Problem[] {
  const own = listAt(one, "regions");
  const path = propertyPath([...at, "regions"]);
  const notIn = own.flatMap((region, index) =>
    typeof region === "string" && !regions.includes(region)
      ? [
          problem("notInRegions", `${path}[${index}]`, setTo(path, kept(own, regions)), {
            region,
          }),
        ]
      : [],
  );
  const used = own.length === 0 ? regions : own;
  const adopted = Object.keys(recordAt(one, "existing") ?? {}).flatMap((region) => {
    if (used.includes(region)) return [];
    const existing = propertyPath([...at, "existing", region]);
    const values = { region, regions: used.map(String) };
    return [problem("existingRegion", existing, remove(existing), values)];
  });
  return [...repeatedProblems(own, path), ...notIn, ...adopted];
}

/** The Regions that may stay; at least one. */
function kept(own: readonly unknown[], regions: readonly string[]): string[] {
  const left = regions.filter((region) => own.includes(region));
  return left.length > 0 ? left : [...regions];
}
