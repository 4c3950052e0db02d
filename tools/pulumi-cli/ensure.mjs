// Finds a Pulumi CLI, or gets one into .cache/. `--print-root` prints the folder that has it as bin/pulumi.
import fs from "node:fs";
import path from "node:path";
import semver from "semver";
import { say } from "../run.mjs";
import { binOf, buildCli, buildRoot, CACHE, goOf, onPath, outputOf, versionOf } from "./build.mjs";
import { choose, MINIMUM, PINNED } from "./choose.mjs";

const ROOTS = { path: path.join(CACHE, "path"), go: buildRoot(PINNED) };
const ORIGIN = { path: "the one on PATH", go: "built from its Go module" };
const GO = goOf(PINNED);

const ways = {
  async path() {
    const link = binOf(ROOTS.path);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    const fresh = `${link}.${process.pid}`;
    fs.symlinkSync(onPath(), fresh);
    fs.renameSync(fresh, link);
  },
  go: () => buildCli(PINNED),
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
