import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { Deployment } from "../../rules/recovery";
import { stackOfUrn } from "../../rules/recovery";
import { cannotRun } from "../cannotRun";
import { pulumi } from "./pulumi";

/** Whose state is asked for, and where it is. */
export interface StateOptions {
  /** Of the project; undefined: whichever the state has. */
  project?: string | undefined;
  /** File of `pulumi stack export`; undefined: it is run. */
  file?: string | undefined;
}

/** The state of a stack, from the file of `pulumi stack export`, or else by running that. Throws CannotRun. */
export async function stateOf(
  folder: string,
  stack: string,
  { project, file }: StateOptions,
): Promise<Deployment> {
  const deployment = await readState(folder, stack, file);
  refuseOther(deployment, stack, project);
  return deployment;
}

/** Has the backend take a changed state of a stack in place of the one that it has. Rejects with what Pulumi printed. */
export async function changeState(
  folder: string,
  stack: string,
  change: (deployment: Deployment) => Deployment,
): Promise<void> {
  const state = await exported(folder, stack);
  await importState(folder, stack, { ...state, deployment: change(state.deployment) });
}

/** The same, and what is tried with it; the state is as before where that fails or is in vain. Rejects with what Pulumi printed. */
export async function tryState(
  folder: string,
  stack: string,
  change: (deployment: Deployment) => Deployment,
  attempt: () => Promise<boolean>,
): Promise<boolean> {
  const state = await exported(folder, stack);
  await importState(folder, stack, { ...state, deployment: change(state.deployment) });
  let succeeded = false;
  try {
    succeeded = await attempt();
  } finally {
    if (!succeeded) await importState(folder, stack, state);
  }
  return succeeded;
}

interface Exported {
  deployment: Deployment;
}

async function exported(folder: string, stack: string): Promise<Exported> {
  return JSON.parse(await pulumi(folder, ["stack", "export", "--stack", stack])) as Exported;
}

async function importState(folder: string, stack: string, state: Exported): Promise<void> {
  const own = await mkdtemp(path.join(tmpdir(), "guardduty-export-"));
  const file = path.join(own, "state.json");
  try {
    await writeFile(file, JSON.stringify(state), { mode: 0o600 });
    await pulumi(folder, ["stack", "import", "--stack", stack, "--file", file]);
  } finally {
    await rm(own, { recursive: true });
  }
}

/** Of another stack or project nothing applies to this one. */
function refuseOther({ resources = [] }: Deployment, reference: string, project?: string): void {
  const [first] = resources;
  if (first === undefined) return;
  const found = stackOfUrn(first.urn);
  const stack = reference.split("/").at(-1);
  if (found.stack === stack && (project === undefined || found.project === project)) return;
  throw cannotRun("stateOfOtherStack", { stack: reference, project, found });
}

async function readState(folder: string, stack: string, file?: string): Promise<Deployment> {
  try {
    const text =
      file === undefined
        ? await pulumi(folder, ["stack", "export", "--stack", stack])
        : await readFile(path.resolve(folder, file), "utf8");
    const { deployment } = JSON.parse(text) as { deployment?: Deployment };
    if (typeof deployment === "object" && deployment !== null) return deployment;
    throw new Error("it has no deployment");
  } catch (error) {
    throw cannotRun("stateNotRead", { stack, file, cause: (error as Error).message });
  }
}
