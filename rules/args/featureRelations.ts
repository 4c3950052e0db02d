import { AdditionalConfiguration } from "./choices";
import { CONFIGURABLE } from "./features";
import type { Problem } from "./problems";
import type { Unchecked } from "./unchecked";
import { isRecord, listAt } from "./unchecked";

/** What is wrong between the protection plans of the list at `path`. */
export function featureProblems(args: Unchecked, path: string): Problem[] {
  const features = listAt(args, path);
  const names = features.map((feature) => (isRecord(feature) ? feature["name"] : undefined));
  return [
    ...repeated(names, path),
    ...exclusive(names, path),
    ...features.flatMap((feature, index) => configurationProblems(feature, `${path}[${index}]`)),
  ];
}

function repeated(names: unknown[], path: string): Problem[] {
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (first === index || typeof name !== "string") return [];
    return [
      {
        path: `${path}[${index}].name`,
        reason: `${name} is in ${path}[${first}] already; name each once`,
      },
    ];
  });
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html */
function exclusive(names: unknown[], path: string): Problem[] {
  const index = names.indexOf("EKS_RUNTIME_MONITORING");
  if (index < 0 || !names.includes("RUNTIME_MONITORING")) return [];
  return [
    {
      path: `${path}[${index}].name`,
      reason:
        "EKS_RUNTIME_MONITORING is part of RUNTIME_MONITORING, and AWS refuses both; keep RUNTIME_MONITORING",
    },
  ];
}

function configurationProblems(feature: unknown, path: string): Problem[] {
  if (!isRecord(feature) || typeof feature["name"] !== "string") return [];
  const allowed = CONFIGURABLE[feature["name"]] ?? [];
  const list = listAt(feature, "additionalConfigurations");
  const names = list.map((configuration) =>
    isRecord(configuration) ? configuration["name"] : undefined,
  );
  const at = `${path}.additionalConfigurations`;
  const misplaced = names.flatMap((name, index) => {
    const known = (Object.values(AdditionalConfiguration) as unknown[]).includes(name);
    if (!known || allowed.includes(name as string)) return [];
    const mend = allowed.length === 0 ? "it has none" : `it has ${allowed.join(", ")}`;
    return [
      {
        path: `${at}[${index}].name`,
        reason: `${String(name)} is no configuration of ${String(feature["name"])}: ${mend}`,
      },
    ];
  });
  const problems = [...repeated(names, at), ...misplaced];
  return problems.length > 0 ? problems : incomplete(names, allowed, at);
}

/** AWS answers all of a feature's configurations, and the provider replaces the feature on every up for one that is not given. */
function incomplete(names: unknown[], allowed: readonly string[], path: string): Problem[] {
  const missing = allowed.filter((name) => !names.includes(name));
  const known = names.every((name) => allowed.includes(name as string));
  if (names.length === 0 || !known || missing.length === 0) return [];
  const reason = `leaves out ${missing.join(", ")}: give all of them, or none to leave them untouched`;
  return [{ path, reason }];
}
