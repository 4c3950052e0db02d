import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import type { CloudStack } from "./cloudStack";
import type { StateResource } from "./engine";

interface Checkpoint {
  checkpoint: { latest: { resources: StateResource[] } };
}

/** A state without some resources, as a refresh leaves it that does not find them; what depended on them stays. Answers what it was. */
export async function forget(
  { project: { env } }: CloudStack,
  isForgotten: (resource: StateResource) => boolean,
): Promise<{ restore(): Promise<void> }> {
  const folder = (env["PULUMI_BACKEND_URL"] ?? "").replace(/^file:\/\//, "");
  const file = path.join(folder, ".pulumi/stacks/guardduty-export/test.json");
  const text = await readFile(file, "utf8");
  const state = JSON.parse(text) as Checkpoint;
  const { latest } = state.checkpoint;
  const forgotten = new Set(latest.resources.filter(isForgotten).map(({ urn }) => urn));
  const kept = (urns: unknown) =>
    (urns as string[] | undefined)?.filter((urn) => !forgotten.has(urn));
  latest.resources = latest.resources
    .filter(({ urn }) => !forgotten.has(urn))
    .map((resource) => {
      const of = (resource["propertyDependencies"] ?? {}) as { [name: string]: unknown };
      const byProperty = Object.entries(of).map(([name, urns]) => [name, kept(urns)]);
      return {
        ...resource,
        ...("dependencies" in resource && { dependencies: kept(resource["dependencies"]) }),
        ...("propertyDependencies" in resource && {
          propertyDependencies: Object.fromEntries(byProperty) as object,
        }),
      };
    });
  await writeFile(file, JSON.stringify(state));
  return { restore: () => writeFile(file, text) };
}
