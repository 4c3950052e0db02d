import { mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";

import type { EngineEvent } from "@pulumi/pulumi/automation";

import { deliverEverywhere } from "./deliveries";
import { providerProcesses } from "./providerProcesses";
import { startSandboxProcess } from "./sandboxProcess";
import type { SandboxProcess } from "./sandboxProcess";
import { openStack } from "./stack";

const ROOT = path.resolve(__dirname, "../..");
const FOLDER = path.join(ROOT, ".sandbox/demo");

/** Config to delivered findings: the example organization on the real engine, against the sandbox. */
async function demo(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  say("Starting the sandbox: a local AWS with an organization of five accounts");
  const world = path.join(ROOT, "sandbox/worlds/organization.json");
  const sandbox = await startSandboxProcess(world, FOLDER);
  try {
    await deployAndDeliver(sandbox);
  } finally {
    await sandbox.stop();
    say("Stopped the sandbox");
  }
}

async function deployAndDeliver(sandbox: SandboxProcess): Promise<void> {
  say(
    "Deploying stacks/Pulumi.sandbox.yaml with the Pulumi engine: a role in each of three accounts",
  );
  const stack = await openStack(FOLDER, sandbox.env);
  const { outputs } = await stack.up({ onEvent: printProgress });
  console.log(providerProcesses(path.join(ROOT, "stacks/Pulumi.sandbox.yaml")));

  say("A day passes, in which GuardDuty enables the members");
  await sandbox.control("POST", "/clock", { advance: "24h" });

  say("Exporting a finding of every account in every Region");
  console.log(await deliverEverywhere(sandbox, outputs["destinationIds"]?.value));
  console.log(`Bucket: ${String(outputs["findingsUri"]?.value)}`);

  say("Deploying again");
  const again = await stack.up({ onEvent: printProgress });
  const { same = 0, ...changed } = again.summary.resourceChanges ?? {};
  const changes = Object.values(changed).reduce((sum, count = 0) => sum + count, 0);
  console.log(`${changes} changes, ${same} resources unchanged`);
  if (changes > 0) throw new Error("the second up changed something");
}

function printProgress({ resOutputsEvent }: EngineEvent): void {
  if (resOutputsEvent === undefined || resOutputsEvent.metadata.op === "same") return;
  const { op, type, urn } = resOutputsEvent.metadata;
  console.log(
    `  ${op.padEnd(7)} ${type.slice(type.lastIndexOf(":") + 1)} ${urn.slice(urn.lastIndexOf("::") + 2)}`,
  );
}

function say(text: string): void {
  console.log(`\n${text}`);
}

demo().catch((error: unknown) => {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
