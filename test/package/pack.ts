import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export const ROOT = path.resolve(__dirname, "../..");

export interface Manifest {
  version: string;
  dependencies: { [name: string]: string };
  peerDependencies: { [name: string]: string };
  peerDependenciesMeta: { [name: string]: { optional?: boolean } };
}

export interface Tarball {
  file: string;
  /** Paths within the package. */
  files: string[];
  /** In bytes. */
  unpackedSize: number;
}

export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await fs.readFile(path.join(ROOT, "package.json"), "utf8")) as Manifest;
}

let tarball: Promise<Tarball> | undefined;

/** The package as it would be published. */
export function pack(): Promise<Tarball> {
  tarball ??= buildAndPack();
  return tarball;
}

/** Builds unless what is built is as new as its sources. */
export async function ensureBuilt(): Promise<void> {
  if (!(await isBuilt())) await run("npm", ["run", "--silent", "build"], { cwd: ROOT });
}

async function buildAndPack(): Promise<Tarball> {
  await ensureBuilt();
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "package-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const args = [path.join(ROOT, "tools/release/pack.mjs"), folder];
  const { stdout } = await run(process.execPath, args, { cwd: ROOT, maxBuffer: 1 << 24 });
  const packed = JSON.parse(stdout) as {
    filename: string;
    unpackedSize: number;
    files: { path: string }[];
  };
  return {
    file: path.join(folder, packed.filename),
    files: packed.files.map((file) => file.path),
    unpackedSize: packed.unpackedSize,
  };
}

async function isBuilt(): Promise<boolean> {
  const built = await fs.stat(path.join(ROOT, "dist/index.js")).catch(() => undefined);
  if (built === undefined) return false;
  const { stdout } = await run("git", ["ls-files", "-co", "--exclude-standard", "*.ts"], {
    cwd: ROOT,
  });
  const sources = stdout
    .split("\n")
    .filter((file) =>
      /^(index\.ts|(components|rules|stacks|sandbox|cli|policy|health)\/)/.test(file),
    );
  const times = await Promise.all(
    sources.map((file) => fs.stat(path.join(ROOT, file)).catch(() => undefined)),
  );
  return times.every((source) => source === undefined || source.mtimeMs <= built.mtimeMs);
}

/** A project outside the repository that has the package and what it declares to need, and nothing else. */
export async function installInto(
  folder: string,
  optional: string[] = [],
): Promise<{ folder: string; installed: string }> {
  const installed = path.join(folder, "node_modules/guardduty-export");
  await fs.mkdir(installed, { recursive: true });
  const { file } = await pack();
  await run("tar", ["-xzf", file, "-C", installed, "--strip-components=1"]);
  const { dependencies, peerDependencies, peerDependenciesMeta } = await readManifest();
  const peers = Object.keys(peerDependencies).filter(
    (name) => !peerDependenciesMeta[name]?.optional || optional.includes(name),
  );
  for (const name of [...Object.keys(dependencies), ...peers]) {
    const link = path.join(folder, "node_modules", name);
    await fs.mkdir(path.dirname(link), { recursive: true });
    await fs.symlink(path.join(ROOT, "node_modules", name), link);
  }
  return { folder, installed };
}
