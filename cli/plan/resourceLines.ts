import type { ResourceIdentity } from "../../rules/resources";
import { counted } from "./words";

/** Memory of a process of the AWS provider. Source: https://github.com/pulumi/pulumi-aws/issues/5226, https://github.com/pulumi/pulumi-aws/issues/5860 */
const [LEAST_MB, MOST_MB] = [170, 430];

/** Resources by the module of their type; the engine starts a process for each provider. */
export function resourceLines(resources: ResourceIdentity[], processes: number): string[] {
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
    `${counted(resources.length, "resource")}, ${counted(processes, "provider process", "provider processes")} of ${LEAST_MB} to ${MOST_MB} MB each`,
    ...[...byModule].map(([module, types]) => `${module}: ${types.join(", ")}`),
  ];
}
