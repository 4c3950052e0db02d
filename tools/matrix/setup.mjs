import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { binOf, buildCli, buildRoot, onPath, versionOf } from "../pulumi-cli/build.mjs";
import { run } from "../run.mjs";
import { PULUMI } from "./combinations.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "../..");
const CACHE = path.join(ROOT, ".cache/matrix");
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/** The folder of a Node.js of this major version: of the one that runs, or of the one that nodes/ pins. */
export async function nodeFolder(major) {
  if (process.versions.node.split(".")[0] === String(major)) return path.dirname(process.execPath);
  const folder = await installed("nodes");
  const name = `node-${major}-${process.platform}-${process.arch}`;
  const bin = path.join(folder, name, "bin");
  if (!fs.existsSync(path.join(bin, "node")))
    throw new Error(
      `there is no Node.js ${major} for ${process.platform} ${process.arch} on npm. Fix: put one first on PATH`,
    );
  return bin;
}

/** The packages that a folder of this one pins, installed once. */
export async function installed(name) {
  const folder = path.join(CACHE, name);
  const files = ["package.json", "package-lock.json"];
  if (files.some((file) => read(path.join(HERE, name, file)) !== read(path.join(folder, file)))) {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.cpSync(path.join(HERE, name), folder, { recursive: true });
    await run(`Installing what tools/matrix/${name} pins`, "npm", ["ci", ...QUIET], {
      cwd: folder,
    });
  }
  return path.join(folder, "node_modules");
}

const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined);

/** The folder of exactly this version of the engine: of the one on PATH, or built from its Go module. */
export async function engineFolder(version) {
  const found = onPath();
  if (found && versionOf(found) === version) return path.dirname(found);
  const built = binOf(buildRoot(version));
  if (versionOf(built) !== version) await buildCli(version);
  return path.dirname(built);
}

/** A checkout whose SDK is of the version: this one for the pinned version, else a copy of it as it is. */
export async function checkout(pulumi) {
  if (pulumi === "newest") return ROOT;
  const folder = path.join(CACHE, pulumi);
  fs.rmSync(folder, { recursive: true, force: true });
  const git = (...args) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" });
  git("clone", "--quiet", ROOT, folder);
  const changed = git("ls-files", "-z", "--modified", "--others", "--exclude-standard");
  for (const file of changed.split("\0").filter(Boolean)) {
    const from = path.join(ROOT, file);
    const to = path.join(folder, file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    if (fs.existsSync(from)) fs.copyFileSync(from, to);
    else fs.rmSync(to, { force: true });
  }
  const options = { cwd: folder };
  await run("Installing the dependencies", "npm", ["ci", ...QUIET], options);
  const sdk = `@pulumi/pulumi@${PULUMI[pulumi]}`;
  await run(`Installing ${sdk}`, "npm", ["install", "--no-save", ...QUIET, sdk], options);
  return folder;
}

/** The version of the SDK that a checkout has. */
export function sdkOf(folder) {
  const file = path.join(folder, "node_modules/@pulumi/pulumi/package.json");
  return JSON.parse(fs.readFileSync(file, "utf8")).version;
}
