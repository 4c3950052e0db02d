import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";

import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";

import { startSandboxProcess } from "../demo/sandboxProcess";
import type { SandboxProcess } from "../demo/sandboxProcess";
import { openStack } from "../demo/stack";
import { addRegion, createBase } from "./repository";

const ROOT = path.resolve(__dirname, "../..");
const FOLDER = path.join(ROOT, ".sandbox/preview");
const REPOSITORY = path.join(FOLDER, "repository");
const REGION = "eu-central-1";

/** What the preview workflow does for a pull request that adds a Region, on the real engine, against the sandbox. */
async function preview(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(REPOSITORY, { recursive: true });
  createBase(REPOSITORY);
  say("Starting the sandbox: a local AWS with an organization of five accounts");
  const sandbox = await startSandboxProcess(
    path.join(ROOT, "sandbox/worlds/organization.json"),
    FOLDER,
  );
  try {
    await previewChange(sandbox);
  } finally {
    await sandbox.stop();
    say("Stopped the sandbox");
  }
}

async function previewChange(sandbox: SandboxProcess): Promise<void> {
  say("Deploying the base branch with the Pulumi engine");
  const stack = await openStack(FOLDER, sandbox.env, REPOSITORY);
  const { summary } = await stack.up();
  console.log(`${summary.resourceChanges?.create ?? 0} resources created`);

  say(`The job with credentials: pulumi preview of a pull request that adds ${REGION}`);
  addRegion(REPOSITORY, REGION);
  const before = await sandbox.control("GET", "/world");
  const steps: Step[] = [];
  await stack.preview({ onOutput: print, onEvent: (event) => collect(steps, event) });
  mustHold(
    "the preview changed nothing in AWS",
    same(await sandbox.control("GET", "/world"), before),
  );
  mustBeOnly(steps);

  say("The job without credentials: the comment");
  const comment = planComment("HEAD^1");
  console.log(comment);
  const plan = planComment("").split("\n");
  const ofTheChange = comment.split("\n").filter((line) => !plan.includes(line));
  mustHold(
    `what the comment says of the change names ${REGION}`,
    ofTheChange.some((line) => line.includes(REGION)),
  );
}

interface Step {
  op: OpType;
  name: string;
}

function collect(steps: Step[], { resourcePreEvent }: EngineEvent): void {
  if (resourcePreEvent === undefined) return;
  const { op, urn } = resourcePreEvent.metadata;
  steps.push({ op, name: urn.slice(urn.lastIndexOf("::") + 2) });
}

/** The Region's own resources are created, what names every Region is updated (the two policies and the table), and nothing else. */
function mustBeOnly(steps: Step[]): void {
  const created = steps.filter(({ op }) => op === "create");
  const others = steps.filter(({ op }) => op !== "create" && op !== "same");
  mustHold(
    `only resources of ${REGION} are created: ${names(created)}`,
    created.length > 0 && created.every(({ name }) => name.includes(REGION)),
  );
  mustHold(
    `only the two policies and the table are updated: ${names(others)}`,
    others.length === 3 &&
      others.every(({ op, name }) => op === "update" && /-policy$|-table$/.test(name)),
  );
}

const names = (steps: Step[]) => steps.map(({ op, name }) => `${op} ${name}`).join(", ");

/** The markdown that the workflow posts, made as there: by the action's own script. */
function planComment(against: string): string {
  const outputs = path.join(FOLDER, "outputs");
  const inputs = {
    ...{ PLAN_STACK: "sandbox", PLAN_AGAINST: against, RUNNER_TEMP: FOLDER },
    GITHUB_OUTPUT: outputs,
  };
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, "tools/preview/plan.mjs")],
    { cwd: REPOSITORY, encoding: "utf8", env: { ...process.env, ...inputs } },
  );
  const planned = /^exit-code=[01]$/m.test(readFileSync(outputs, "utf8"));
  mustHold(`there is a plan ${stderr}`.trim(), planned);
  return stdout;
}

function mustHold(what: string, holds: boolean): void {
  if (!holds) throw new Error(`this does not hold: ${what}`);
  console.log(`✔ ${what}`);
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function print(text: string): void {
  process.stdout.write(text);
}

function say(text: string): void {
  console.log(`\n${text}`);
}

preview().catch((error: unknown) => {
  console.error(`\nThe preview failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
