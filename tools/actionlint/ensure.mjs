import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MINUTE = 60_000;

/**
 * Path of the actionlint that go.mod in this folder pins, built into .cache/ the first time (seconds).
 * Throws an error that says what to install when there is no Go.
 */
export function ensureActionlint() {
  const goMod = fs.readFileSync(path.join(HERE, "go.mod"), "utf8");
  const [, version] = /github\.com\/rhysd\/actionlint (v\S+)/.exec(goMod);
  const bin = path.resolve(HERE, "../../.cache/actionlint", version, "actionlint");
  if (fs.existsSync(bin)) return bin;
  fs.mkdirSync(path.dirname(bin), { recursive: true });
  const fresh = `${bin}.${process.pid}`;
  const args = ["build", "-o", fresh, "github.com/rhysd/actionlint/cmd/actionlint"];
  const { error, status, stderr } = spawnSync("go", args, {
    cwd: HERE,
    encoding: "utf8",
    timeout: 5 * MINUTE,
  });
  if (error?.code === "ENOENT") {
    throw new Error(
      `The workflows are checked by actionlint, which is built from its Go module: install Go >= 1.26 (https://go.dev/doc/install).`,
    );
  }
  if (status !== 0) throw new Error(`actionlint ${version} was not built: ${error ?? stderr}`);
  fs.renameSync(fresh, bin); // a build that was cut short leaves nothing that looks done
  return bin;
}
