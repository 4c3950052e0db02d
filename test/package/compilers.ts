import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { ROOT } from "./pack";

const HERE = path.join(__dirname, "compilers");
const CACHE = path.join(ROOT, ".cache/compilers");
const FILES = ["package.json", "package-lock.json"];

let modules: Promise<string> | undefined;

/** The folder of the compilers in addition to the project's own: side by side in one they would fight for the name tsc. */
export function otherCompilers(): Promise<string> {
  modules ??= install();
  return modules;
}

async function install(): Promise<string> {
  const folder = path.join(CACHE, "node_modules");
  const texts = (where: string) =>
    Promise.all(FILES.map((file) => fs.readFile(path.join(where, file), "utf8")));
  const [wanted, present] = await Promise.all([texts(HERE), texts(CACHE).catch(() => [])]);
  if (String(wanted) === String(present)) return folder;
  const fresh = `${CACHE}.${process.pid}`;
  await fs.cp(HERE, fresh, { recursive: true });
  const args = ["ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", args, { cwd: fresh });
  await fs.rm(CACHE, { recursive: true, force: true });
  await fs.rename(fresh, CACHE);
  return folder;
}
