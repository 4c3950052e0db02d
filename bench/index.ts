import { existsSync, readdirSync, statSync } from "node:fs";
import * as path from "node:path";

import { openPlace } from "./engine/place";
import { measureFirstUp } from "./measure/firstUp";
import { measurePlanning } from "./measure/planning";
import { measurePreviews } from "./measure/previews";
import { countResources } from "./measure/resources";
import type { Row } from "./report";
import { table } from "./report";
import { FULL, QUICK } from "./settings";

const ROOT = path.resolve(__dirname, "..");

const NOTES = `
Every figure is of this run on this machine; only ratios compare. Variants run in turn, and each ratio is the median of the rounds'
ratios, in brackets the least and the most. Programs run on the Pulumi engine against the sandbox.
- Preview: the whole time of a process that starts Node.js with ts-node and previews an inline program through the Automation API.
  The stack is deployed and nothing changes. ts-node transpiles only, except in the type-checked runs: Pulumi's default.
  package: a program with the component as npm installs it, compiled. sources: with the component's TypeScript, as this repository's
  stacks are. hand-written: the same resources, inputs and providers without the component (bench/programs/handWritten.ts).
- First up: the whole time of the same kind of process, with the package, an empty stack and an empty account.
  chain: AWS calls that each need what the one before made, at the latency; no order of work avoids them.
- Peak memory: the largest resident set of the preview's process; the engine and the providers are other processes.
- Planning: from arguments to plan, in this process, without the engine.
- Resources: what the plan lists. The component itself is one more.`;

async function bench(): Promise<void> {
  const settings = process.argv.includes("--quick") ? QUICK : FULL;
  requireBuild();
  const planning = await measurePlanning(settings);
  const place = await openPlace();
  let previews: Row[];
  try {
    previews = await measurePreviews(place, settings, say);
  } finally {
    await place.close();
  }
  const firstUp = await measureFirstUp(settings, say);
  const rows = [...previews, ...firstUp, ...planning, ...countResources()];
  console.log(table(rows));
  console.log([NOTES.trim(), ...rows.flatMap(({ note }) => note ?? [])].join("\n"));
}

/** The package is measured as it is in dist/. Throws when there is none; says so when it is older than its sources. */
function requireBuild(): void {
  const built = path.join(ROOT, "dist/index.js");
  if (!existsSync(built)) throw new Error("there is no dist/: run npm run build first");
  const sources = ["components", "rules"].flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true }).map((file) =>
      path.join(ROOT, room, String(file)),
    ),
  );
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (statSync(built).mtimeMs < newest) say("dist/ is older than the sources: npm run build");
}

function say(text: string): void {
  console.error(text);
}

bench().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
