import type { Problem } from "../problems";
import { problem, remove, setTo, shown } from "../problems";
import { AdditionalConfiguration } from "./choices";
import type { ScopedFeature } from "./featureScopes";
import { featureScopeProblems, scopedFeatures, sharedRegions } from "./featureScopes";
import { CONFIGURABLE } from "./features";
import { repeatedProblems } from "./repeated";
import type { Unchecked } from "./unchecked";
import { isRecord, listAt } from "./unchecked";

/** What is wrong between the protection plans of the list at `path`. */
export function featureProblems(args: Unchecked, path: string): Problem[] {
  const features = scopedFeatures(args, path);
  return [
    ...featureScopeProblems(args, path),
    ...features.flatMap((feature, index) => [
      ...repeatedFeature(feature, features.slice(0, index)),
      ...configurationProblems(feature),
    ]),
    ...exclusive(features),
  ];
}

const nameOf = (named: unknown) => (isRecord(named) ? named["name"] : undefined);

/** A plan may be listed again for other Regions. */
function repeatedFeature(feature: ScopedFeature, before: ScopedFeature[]): Problem[] {
  if (typeof feature.name !== "string") return [];
  const first = before.find((other) => other.name === feature.name && overlap(feature, other));
  if (first === undefined) return [];
  const what = { value: shown(feature.name), first: first.path };
  return [problem("repeated", `${feature.path}.name`, remove(feature.path), what)];
}

/** Whether two plans are set in the same Region; with no Region left to either, whether they are the same line. */
function overlap(one: ScopedFeature, other: ScopedFeature): boolean {
  const scoped = [one, other].some(({ given }) => given["regions"] ?? given["excludeRegions"]);
  return !scoped || sharedRegions(one, other).length > 0;
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html */
function exclusive(features: ScopedFeature[]): Problem[] {
  const whole = features.filter(({ name }) => name === "RUNTIME_MONITORING");
  return features
    .filter(({ name }) => name === "EKS_RUNTIME_MONITORING")
    .filter((feature) => whole.some((other) => overlap(feature, other)))
    .map(({ path }) => problem("runtimeTwice", `${path}.name`, remove(path)));
}

/**
 * ALL for members includes the administrator's own detector.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html
 */
export function administratorProblems(args: Unchecked): Problem[] {
  const members = scopedFeatures(args, "organization.members.features");
  return scopedFeatures(args, "features").flatMap((own) =>
    members
      .filter(({ name }) => name === own.name)
      .flatMap((other) => {
        const regions = sharedRegions(own, other);
        return regions.length === 0 ? [] : contradictions(own, other, regions);
      }),
  );
}

function contradictions(own: ScopedFeature, members: ScopedFeature, regions: string[]): Problem[] {
  return disabledUnderAll(own, members).map(({ path, feature, ofMembers }) =>
    problem("disabledAndAll", path, setTo(path, "ENABLED"), { feature, ofMembers, regions }),
  );
}

/** The plan and the additional configurations that one account has DISABLED while members' auto-enable is ALL. */
export function disabledUnderAll(one: ScopedFeature, members: ScopedFeature) {
  const ofMembers = [members, ...configurationsOf(members)];
  return [one, ...configurationsOf(one)].flatMap(({ path, name, given }) => {
    const all = ofMembers.find((other) => other.name === name && isForAll(other));
    if (given["status"] !== "DISABLED" || all === undefined) return [];
    return [{ path: `${path}.status`, feature: String(name), ofMembers: `${all.path}.autoEnable` }];
  });
}

const isForAll = ({ given }: Pick<ScopedFeature, "given">) => given["autoEnable"] === "ALL";

function configurationsOf({ path, given }: ScopedFeature) {
  return listAt(given, "additionalConfigurations").flatMap((one, index) =>
    isRecord(one)
      ? [{ path: `${path}.additionalConfigurations[${index}]`, name: one["name"], given: one }]
      : [],
  );
}

function configurationProblems({ path, given, name: feature }: ScopedFeature): Problem[] {
  if (typeof feature !== "string") return [];
  const allowed = CONFIGURABLE[feature] ?? [];
  const names = listAt(given, "additionalConfigurations").map(nameOf);
  const list = `${path}.additionalConfigurations`;
  const misplaced = names.flatMap((name, index) => {
    const known = (Object.values(AdditionalConfiguration) as unknown[]).includes(name);
    if (!known || allowed.includes(name as string)) return [];
    const element = `${list}[${index}]`;
    const values = { name: String(name), feature, allowed };
    return [problem("otherConfiguration", `${element}.name`, remove(element), values)];
  });
  const problems = [...repeatedProblems(names, list, "name"), ...misplaced];
  return problems.length > 0 ? problems : incomplete(names, allowed, list);
}

/** AWS answers all of a feature's configurations, and the provider replaces the feature on every up for one that is not given. */
function incomplete(names: unknown[], allowed: readonly string[], path: string): Problem[] {
  const missing = allowed.filter((name) => !names.includes(name));
  const known = names.every((name) => allowed.includes(name as string));
  if (names.length === 0 || !known || missing.length === 0) return [];
  return [problem("incompleteConfigurations", path, remove(path), { missing })];
}
