import type { ProviderChoice } from "../../rules/plan";
import type { ResourceIdentity } from "../../rules/resources";
import { providersText } from "../../rules/texts/providers";
import { counted } from "./words";

/** Resources by the module of their type; the engine starts a process for each provider. */
export function resourceLines(
  resources: ResourceIdentity[],
  processes: number,
  choice: ProviderChoice,
): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const byModule = new Map<string, string[]>();
  for (const [type, count] of counts) {
    const module = type.split(/[:/]/, 2).join(":");
    const name = type.slice(type.lastIndexOf(":") + 1);
    byModule.set(module, [
      ...(byModule.get(module) ?? []),
      count === 1 ? name : `${count} ${name}`,
    ]);
  }
  return [
    counted(resources.length, "resource"),
    providersText(processes, choice),
    ...[...byModule].map(([module, types]) => `${module}: ${types.join(", ")}`),
  ];
}
