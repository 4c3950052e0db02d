import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MINUTE = 60_000;

/**
 * Path of the zizmor that requirements.txt in this folder pins by hash, installed into .cache/ the first time (seconds).
 * Throws an error that says what to install when there is no Python.
 */
export function ensureZizmor() {
  const requirements = path.join(HERE, "requirements.txt");
  const [, version] = /^zizmor==(\S+)/.exec(fs.readFileSync(requirements, "utf8"));
  const folder = path.resolve(HERE, "../../.cache/zizmor", version);
  const bin = path.join(folder, "bin/zizmor");
  if (fs.existsSync(bin)) return bin;
  const fresh = `${folder}.${process.pid}`;
  const options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--quiet"];
  const { error, status, stderr } = spawnSync(
    "python3",
    ["-m", "pip", "install", ...options, "--target", fresh, "--requirement", requirements],
    { encoding: "utf8", timeout: 5 * MINUTE },
  );
  if (error?.code === "ENOENT") {
    throw new Error(
      "The workflows are checked by zizmor, which pip installs: install Python >= 3.10 (https://www.python.org/downloads/).",
    );
  }
  if (status !== 0) throw new Error(`zizmor ${version} was not installed: ${error ?? stderr}`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.renameSync(fresh, folder); // an installation that was cut short leaves nothing that looks done
  return bin;
}
