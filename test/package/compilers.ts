import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { ROOT } from "./pack";

const FILES = ["package.json", "package-lock.json"];

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

async function install(name: string): Promise<string> {
  const from = path.join(__dirname, name);
  const cache = path.join(ROOT, ".cache", name);
  const folder = path.join(cache, "node_modules");
  const texts = (where: string) =>
    Promise.all(FILES.map((file) => fs.readFile(path.join(where, file), "utf8")));
  const [wanted, present] = await Promise.all([texts(from), texts(cache).catch(() => [])]);
  if (String(wanted) === String(present)) return folder;
  const fresh = `${cache}.${process.pid}`;
  await fs.cp(from, fresh, { recursive: true });
  const args = ["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", args, { cwd: fresh });
  await fs.rm(cache, { recursive: true, force: true });
  await fs.rename(fresh, cache);
  return folder;
}
