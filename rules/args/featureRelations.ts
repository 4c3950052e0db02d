import type { Problem } from "../problems";
import { problem, remove } from "../problems";
import { AdditionalConfiguration } from "./choices";
import { CONFIGURABLE } from "./features";
import { repeatedProblems } from "./repeated";
import type { Unchecked } from "./unchecked";
import { isRecord, listAt } from "./unchecked";

/** What is wrong between the protection plans of the list at `path`. */
export function featureProblems(args: Unchecked, path: string): Problem[] {
  const features = listAt(args, path);
  const names = features.map(nameOf);
  return [
    ...repeatedProblems(names, path, "name"),
    ...exclusive(names, path),
    ...features.flatMap((feature, index) => configurationProblems(feature, `${path}[${index}]`)),
  ];
}

const nameOf = (named: unknown) => (isRecord(named) ? named["name"] : undefined);

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html */
function exclusive(names: unknown[], path: string): Problem[] {
  const index = names.indexOf("EKS_RUNTIME_MONITORING");
  if (index < 0 || !names.includes("RUNTIME_MONITORING")) return [];
  const feature = `${path}[${index}]`;
  return [problem("runtimeTwice", `${feature}.name`, remove(feature))];
}

function configurationProblems(feature: unknown, path: string): Problem[] {
  if (!isRecord(feature) || typeof feature["name"] !== "string") return [];
  const allowed = CONFIGURABLE[feature["name"]] ?? [];
  const names = listAt(feature, "additionalConfigurations").map(nameOf);
  const list = `${path}.additionalConfigurations`;
  const misplaced = names.flatMap((name, index) => {
    const known = (Object.values(AdditionalConfiguration) as unknown[]).includes(name);
    if (!known || allowed.includes(name as string)) return [];
    const element = `${list}[${index}]`;
    const values = { name: String(name), feature: String(feature["name"]), allowed };
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
