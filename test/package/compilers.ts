import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { ROOT } from "./pack";

const folders = new Map<string, Promise<string>>();

/** The folder of the compilers in addition to the project's own: side by side in one they would fight for the name tsc. */
export const otherCompilers = () => installed("compilers");

/** The folder of the test runners that users have and this project has not. */
export const testRunners = () => installed("runners");

/** The packages of a lock file in this folder, installed once into .cache. */
function installed(name: string): Promise<string> {
  const known = folders.get(name) ?? install(name);
  folders.set(name, known);
  return known;
}

/** Test files that run at the same time may each install them: the first is kept, in a folder that no other lock file has. */
async function install(name: string): Promise<string> {
  const from = path.join(__dirname, name);
  const lock = await fs.readFile(path.join(from, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const cache = path.join(ROOT, ".cache", `${name}-${hash}`);
  const folder = path.join(cache, "node_modules");
  if (existsSync(cache)) return folder;
  const fresh = `${cache}.${process.pid}`;
  await fs.cp(from, fresh, { recursive: true });
  const args = ["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", args, { cwd: fresh });
  await fs.rename(fresh, cache).catch(async (error: unknown) => {
    if (!existsSync(cache)) throw error;
    await fs.rm(fresh, { recursive: true });
  });
  return folder;
}
