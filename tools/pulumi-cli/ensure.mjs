// Finds a Pulumi CLI, or gets one into .cache/. `--print-root` prints the folder that has it as bin/pulumi.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import semver from "semver";
import { run, say } from "../run.mjs";
import { choose, MINIMUM, PINNED } from "./choose.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const CACHE = path.resolve(HERE, "../../.cache/pulumi");
const ROOTS = {
  path: path.join(CACHE, "path"),
  go: path.join(CACHE, "go", PINNED),
};
const ORIGIN = {
  path: "the one on PATH",
  go: "built from its Go module",
};
/** The oldest Go that builds it, as go.mod has it. */
const [, GO] = /^go (\S+)$/m.exec(fs.readFileSync(path.join(HERE, "go.mod"), "utf8"));
const MINUTE = 60_000;

const binOf = (root) => path.join(root, "bin", "pulumi");

function outputOf(command, args) {
  try {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const stdio = ["ignore", "pipe", "ignore"];
    return execFileSync(command, args, { encoding: "utf8", env, stdio, timeout: MINUTE }).trim();
  } catch {
    return undefined;
  }
}

/** The version a binary prints, without its `v`; undefined when it does not run. */
const versionOf = (bin) => semver.valid(outputOf(bin, ["version"])) ?? undefined;

function onPath() {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((dir) => path.join(dir, "pulumi"))
    .find((file) => fs.existsSync(file));
}

const ways = {
  async path() {
    const link = binOf(ROOTS.path);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    const fresh = `${link}.${process.pid}`;
    fs.symlinkSync(onPath(), fresh);
    fs.renameSync(fresh, link);
  },
  async go() {
    const bin = binOf(ROOTS.go);
    fs.mkdirSync(path.dirname(bin), { recursive: true });
    const fresh = `${bin}.${process.pid}`;
    // Without the version the Automation API refuses the CLI.
    const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PINNED}`;
    const source = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
    const args = ["build", "-ldflags", `-s -w -X ${version}`, "-o", fresh, source];
    const what = `Building the Pulumi CLI ${PINNED} from its Go module (about 4 minutes, once)`;
    await run(what, "go", args, { cwd: HERE, limit: 30 * MINUTE });
    fs.renameSync(fresh, bin); // a build that was cut short leaves nothing that looks done
  },
};

async function ensure() {
  const pathBin = onPath();
  const goVersion = semver.coerce(outputOf("go", ["env", "GOVERSION"]));
  const found = {
    onPath: pathBin && versionOf(pathBin),
    go:
      versionOf(binOf(ROOTS.go)) === PINNED
        ? "ready"
        : goVersion && semver.gte(goVersion, semver.coerce(GO))
          ? "possible"
          : undefined,
  };
  for (let way = choose(found); way; way = choose(found)) {
    try {
      if (way === "path" || found[way] === "possible") await ways[way]();
      const version = versionOf(binOf(ROOTS[way]));
      if (!version) throw new Error(`${binOf(ROOTS[way])} does not run`);
      say(`Pulumi CLI ${version}: ${ORIGIN[way]}`);
      return ROOTS[way];
    } catch (error) {
      say(error.message);
      found[way === "path" ? "onPath" : way] = undefined;
    }
  }
  const older = found.onPath ? ` (the one on PATH is ${found.onPath})` : "";
  throw new Error(
    `There is no Pulumi CLI >= ${MINIMUM}${older}. Install it (https://www.pulumi.com/docs/install/), ` +
      `or install Go >= ${GO} (https://go.dev/doc/install) to build it from its Go module.`,
  );
}

try {
  const root = await ensure();
  if (process.argv.includes("--print-root")) console.log(root);
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
