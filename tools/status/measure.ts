import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { spread } from "../../bench/rounds";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import { startSandbox } from "../../sandbox";
import { faultsSchema } from "../../sandbox/cloud";
import { deployedWorld, stackFiles } from "../../testing/live/world";

const RUNS = 5;
const COMMAND = path.resolve(__dirname, "../../dist/cli/main.js");
const ARGS = { regions: [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS] };

/** Measures the built `status` against the sandbox with 100 ms per call: time with the start of the process, and calls. */
async function main(): Promise<void> {
  const { bucketName, keyArn, ...world } = deployedWorld(ARGS);
  const sandbox = await startSandbox({ world });
  sandbox.cloud.setFaults(faultsSchema.parse({ latencyMs: 100 }));
  const folder = mkdtempSync(path.join(tmpdir(), "status-"));
  for (const [file, text] of Object.entries(stackFiles(ARGS)))
    writeFileSync(path.join(folder, file), text);
  const times = [];
  let calls = 0;
  for (let run = 0; run < RUNS; run++) {
    const [start, before] = [performance.now(), sandbox.cloud.calls.length];
    const code = await status(folder, sandbox.env);
    if (code !== 0) throw new Error(`status ended with ${code}, of an export that is well`);
    times.push(Math.round(performance.now() - start));
    calls = sandbox.cloud.calls.length - before;
  }
  const { median, low, high } = spread(times);
  console.log(
    `${ARGS.regions.length} Regions, 100 ms per call: median ${median} ms of ${RUNS} (${low} to ${high}), ${calls} calls`,
  );
  rmSync(folder, { recursive: true });
  await sandbox.close();
}

function status(cwd: string, env: { [name: string]: string }): Promise<number | null> {
  const child = spawn(process.execPath, [COMMAND, "status", "--stack", "prod"], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve) => child.once("close", resolve));
}

void main();
