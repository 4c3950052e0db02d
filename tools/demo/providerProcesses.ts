import { readFileSync } from "node:fs";

import { readArgs } from "../../rules/args";
import type { ExportSettings } from "../../rules/args";
import { planExport } from "../../rules/plan";
import { readStackConfig } from "../../stacks/stackConfig";
import { stackFileValues } from "../../stacks/stackFile";

const OWNER = { project: "guardduty-export", stack: "sandbox" };

/** How many provider processes the export of a stack file takes in each mode. */
export function providerProcesses(file: string): string {
  const { config } = readStackConfig(stackFileValues(OWNER.project, readFileSync(file, "utf8")));
  const { name = "", args } = config ?? {};
  const processes = (providerMode: ExportSettings["providerMode"]) => {
    const { settings, problems } = readArgs(name, { ...args, providerMode });
    if (settings === undefined) throw new Error(JSON.stringify(problems));
    return planExport({ owner: { ...OWNER, component: name }, settings }).providerProcesses;
  };
  return `AWS provider processes: ${processes("perRegion")} with providerMode perRegion, ${processes("perAccount")} with perAccount`;
}
