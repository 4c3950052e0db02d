import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import semver from "semver";
import { run } from "../run.mjs";
import { MINIMUM, PINNED } from "./choose.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const MINUTE = 60_000;

/** The folders whose go.mod and go.sum pin a version. */
const MODULES = { [PINNED]: HERE, [MINIMUM]: path.join(HERE, "oldest") };

export const CACHE = path.resolve(HERE, "../../.cache/pulumi");
export const binOf = (root) => path.join(root, "bin", "pulumi");
/** Where the build of a version is, or goes. */
export const buildRoot = (version) => path.join(CACHE, "go", version);

/** The oldest Go that builds a version, as its go.mod has it. */
export function goOf(version) {
  const [, go] = /^go (\S+)$/m.exec(fs.readFileSync(path.join(MODULES[version], "go.mod"), "utf8"));
  return go;
}

export function outputOf(command, args) {
  try {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const stdio = ["ignore", "pipe", "ignore"];
    return execFileSync(command, args, { encoding: "utf8", env, stdio, timeout: MINUTE }).trim();
  } catch {
    return undefined;
  }
}

/** The version a binary prints, without its `v`; undefined when it does not run. */
export const versionOf = (bin) => semver.valid(outputOf(bin, ["version"])) ?? undefined;

/** The first `pulumi` on PATH, whether or not it runs. */
export function onPath() {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((dir) => path.join(dir, "pulumi"))
    .find((file) => fs.existsSync(file));
}

/** Builds a version from its Go module, whose sources go.sum verifies. */
export async function buildCli(version) {
  const bin = binOf(buildRoot(version));
  fs.mkdirSync(path.dirname(bin), { recursive: true });
  const fresh = `${bin}.${process.pid}`;
  // Without the version the Automation API refuses the CLI.
  const variable = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const source = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  const args = ["build", "-ldflags", `-s -w -X ${variable}`, "-o", fresh, source];
  const what = `Building the Pulumi CLI ${version} from its Go module (about 4 minutes, once)`;
  await run(what, "go", args, { cwd: MODULES[version], limit: 30 * MINUTE });
  fs.renameSync(fresh, bin); // a build that was cut short leaves nothing that looks done
}
