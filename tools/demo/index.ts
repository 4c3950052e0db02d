import { mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";

import type { EngineEvent } from "@pulumi/pulumi/automation";
import Table from "cli-table3";

import { knownRegion } from "../../rules/regions";
import { startSandboxProcess } from "./sandboxProcess";
import type { SandboxProcess } from "./sandboxProcess";
import { openStack } from "./stack";

const ROOT = path.resolve(__dirname, "../..");
const FOLDER = path.join(ROOT, ".sandbox/demo");
const ACCOUNT = "111122223333";

/** Config to delivered findings: the example stack on the real engine, against the sandbox. */
async function demo(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  say("Starting the sandbox: a local AWS with one account");
  const sandbox = await startSandboxProcess(path.join(ROOT, "sandbox/worlds/example.json"), FOLDER);
  try {
    await deployAndDeliver(sandbox);
  } finally {
    await sandbox.stop();
    say("Stopped the sandbox");
  }
}

async function deployAndDeliver(sandbox: SandboxProcess): Promise<void> {
  say("Deploying stacks/Pulumi.sandbox.yaml with the Pulumi engine");
  const stack = await openStack(FOLDER, sandbox.env);
  const { outputs } = await stack.up({ onEvent: tellProgress });
  const destinationIds = outputs["destinationIds"]?.value as { [region: string]: string };

  say("Exporting one finding from each Region");
  const table = new Table({
    style: { head: [], border: [] },
    head: ["Region", "Principal", "Destination", "Object key delivered"],
  });
  for (const [region, destination] of Object.entries(destinationIds)) {
    const { status, body } = await sandbox.control("POST", "/findings", {
      accountId: ACCOUNT,
      region,
    });
    if (status !== 200) throw new Error(`no finding of ${region} arrived: ${JSON.stringify(body)}`);
    const { key } = body as { key: string };
    table.push([region, knownRegion(region).servicePrincipal, destination, key]);
  }
  console.log(table.toString());
  console.log(`Bucket: ${String(outputs["findingsUri"]?.value)}`);

  say("Deploying again");
  const again = await stack.up();
  const { same = 0, ...changed } = again.summary.resourceChanges ?? {};
  const changes = Object.values(changed).reduce((sum, count = 0) => sum + count, 0);
  console.log(`${changes} changes, ${same} resources unchanged`);
  if (changes > 0) throw new Error("the second up changed something");
}

function tellProgress({ resOutputsEvent }: EngineEvent): void {
  if (resOutputsEvent === undefined) return;
  const { op, type, urn } = resOutputsEvent.metadata;
  console.log(`  ${op.padEnd(7)} ${type.split(":").pop()} ${urn.split("::").pop()}`);
}

function say(text: string): void {
  console.log(`\n${text}`);
}

demo().catch((error: unknown) => {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
