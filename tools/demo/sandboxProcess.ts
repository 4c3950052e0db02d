import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** A sandbox in a process of its own. */
export interface SandboxProcess {
  env: { [name: string]: string };
  /** Calls the sandbox's control API. */
  control(method: string, route: string, body?: object): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

const ROOT = path.resolve(__dirname, "../..");

/** Starts `dist/sandbox/main.js` and waits until it serves. Throws with what it printed when it ends before that. */
export async function startSandboxProcess(world: string, folder: string): Promise<SandboxProcess> {
  const envFile = path.join(folder, "env");
  const main = path.join(ROOT, "dist/sandbox/main.js");
  const state = path.join(folder, "world.json");
  const child = spawn(
    process.execPath,
    [
      ...[main, "serve", "--shell", "bash"],
      ...["--world", world, "--state", state, "--write-env", envFile],
    ],
    { cwd: ROOT },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => void (printed += chunk.toString()));
  }
  const ended = new Promise<number | null>((resolve) => void child.once("exit", resolve));
  // The file is whole once its name is printed.
  while (!printed.includes(envFile)) {
    if (child.exitCode !== null) throw new Error(`the sandbox did not start:\n${printed}`);
    await wait(50);
  }
  const env = readEnv(readFileSync(envFile, "utf8"));
  return {
    env,
    async control(method, route, body) {
      const response = await fetch(new URL(route, env["SANDBOX_URL"]), {
        method,
        ...(body && {
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        }),
      });
      return { status: response.status, body: await response.json() };
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** The `export NAME='value'` lines of an env file. */
function readEnv(text: string): { [name: string]: string } {
  return Object.fromEntries(
    [...text.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
  ) as { [name: string]: string };
}
