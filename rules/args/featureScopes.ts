import type { Fix, Problem } from "../problems";
import { problem, remove, setTo } from "../problems";
import type { FeatureScope } from "./featureRegions";
import { isSetIn, withoutFeature } from "./featureRegions";
import { repeatedProblems } from "./repeated";
import type { Unchecked } from "./unchecked";
import { isRecord, listAt } from "./unchecked";

/** A protection plan that is set, and the Regions that it is set in. */
export interface ScopedFeature {
  path: string;
  name: unknown;
  regions: string[];
  given: Unchecked;
}

/** The plans of the list at `path` with the Regions of the component that each is set in. */
export function scopedFeatures(args: Unchecked, path: string): ScopedFeature[] {
  const regions = strings(listAt(args, "regions"));
  return listAt(args, path).flatMap((given, index) => {
    if (!isRecord(given)) return [];
    const scope = scopeOf(given);
    const set = regions.filter((region) => isSetIn(scope, region));
    return [{ path: `${path}[${index}]`, name: given["name"], regions: set, given }];
  });
}

/** The Regions of `regions` in which both plans are set. */
export function sharedRegions(one: ScopedFeature, other: ScopedFeature): string[] {
  return one.regions.filter((region) => other.regions.includes(region));
}

/** What is wrong with the Regions of the plans at `path`. */
export function featureScopeProblems(args: Unchecked, path: string): Problem[] {
  const known = listAt(args, "regions");
  return scopedFeatures(args, path).flatMap((feature) => [
    ...twoScopes(feature),
    ...unlistedRegions(feature, known),
    ...notOffered(feature),
  ]);
}

function twoScopes({ path, given }: ScopedFeature): Problem[] {
  if (given["regions"] === undefined || given["excludeRegions"] === undefined) return [];
  const excluded = `${path}.excludeRegions`;
  return [problem("twoFeatureScopes", excluded, remove(excluded))];
}

function unlistedRegions({ path, given }: ScopedFeature, known: unknown[]): Problem[] {
  const found = (["regions", "excludeRegions"] as const).flatMap((property) => {
    const list = listAt(given, property);
    const at = `${path}.${property}`;
    return [
      ...repeatedProblems(list, at),
      ...list.flatMap((region, index) => {
        if (typeof region !== "string" || known.includes(region)) return [];
        const element = `${at}[${index}]`;
        const alone = list.length === 1;
        const fix = remove(!alone ? element : property === "regions" ? path : at);
        return [problem("notInRegions", element, fix, { region })];
      }),
    ];
  });
  return found.length > 0 ? found : noRegionLeft(path, given, known);
}

function noRegionLeft(path: string, given: Unchecked, known: unknown[]): Problem[] {
  const excluded = listAt(given, "excludeRegions");
  const left = known.filter((region) => !excluded.includes(region));
  if (given["regions"] !== undefined || excluded.length === 0 || left.length > 0) return [];
  return [problem("noRegionLeft", `${path}.excludeRegions`, remove(path))];
}

/** AWS refuses to set a plan, on or off, in a Region that does not have it. */
function notOffered({ path, name, regions, given }: ScopedFeature): Problem[] {
  const missing = typeof name === "string" ? withoutFeature(name, regions) : undefined;
  if (missing === undefined) return [];
  const left = regions.filter((region) => !missing.regions.includes(region));
  const values = { feature: String(name), regions: missing.regions, source: missing.source };
  return [problem("featureNotOffered", path, narrowed(path, given, missing.regions, left), values)];
}

/** Takes Regions out of those that the plan at `path` is set in. */
export function narrowed(
  path: string,
  given: Unchecked,
  missing: readonly string[],
  left: readonly string[],
): Fix {
  if (left.length === 0) return remove(path);
  if (given["regions"] !== undefined) return setTo(`${path}.regions`, left);
  const excluded = strings(listAt(given, "excludeRegions"));
  return setTo(`${path}.excludeRegions`, [...excluded, ...missing]);
}

function scopeOf(given: Unchecked): FeatureScope {
  const of = (property: string) =>
    Array.isArray(given[property]) ? strings(given[property] as unknown[]) : undefined;
  return { regions: of("regions"), excludeRegions: of("excludeRegions") };
}

const strings = (list: unknown[]): string[] =>
  list.filter((one): one is string => typeof one === "string");
