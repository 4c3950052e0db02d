// Gets Trino, the engine of Athena, into .cache/, where Java and Maven are there to run and fetch it. `--optional` is content without them.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run, say } from "../run.mjs";
import { findJava, LEAST_JAVA } from "./java.mjs";
import { ensureOcsf, ocsfLacks } from "./ocsf.mjs";

const VERSION = "476";
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
const CACHE = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../.cache");
const ROOT = path.join(CACHE, "trino");
const READY = path.join(ROOT, VERSION);
const MINUTE = 60_000;

async function fetchTrino() {
  const fresh = path.join(ROOT, `fresh.${process.pid}`);
  fs.mkdirSync(fresh, { recursive: true });
  try {
    const artifact = `-Dartifact=io.trino:trino-server:${VERSION}:tar.gz`;
    const args = ["-B", "-q", COPY, artifact, `-DoutputDirectory=${fresh}`];
    await run(`Fetching Trino ${VERSION} (0.8 GB, once)`, "mvn", args, { limit: 30 * MINUTE });
    const archive = path.join(fresh, `trino-server-${VERSION}.tar.gz`);
    await run("Unpacking it", "tar", ["-xzf", archive, "-C", fresh], { limit: 10 * MINUTE });
    // Of the connectors only Hive's is needed.
    const unpacked = path.join(fresh, `trino-server-${VERSION}`);
    const kept = path.join(fresh, "kept");
    fs.mkdirSync(path.join(kept, "plugin"), { recursive: true });
    for (const part of ["lib", "plugin/hive"]) {
      fs.renameSync(path.join(unpacked, part), path.join(kept, part));
    }
    fs.renameSync(kept, READY); // a run that was cut short leaves nothing that looks done
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

const hasMaven = spawnSync("mvn", ["-v"], { stdio: "ignore", timeout: MINUTE }).status === 0;
const java = findJava();
const lacking = [
  ...(java ? [] : [`Java ${LEAST_JAVA} or newer (JAVA_HOME, PATH)`]),
  ...(fs.existsSync(READY) || hasMaven ? [] : ["Maven (mvn on PATH)"]),
];
if (lacking.length > 0) {
  say(`The queries of the findings table are not run on Trino: needs ${lacking.join(" and ")}`);
  process.exitCode = process.argv.includes("--optional") ? 0 : 1;
} else {
  try {
    if (!fs.existsSync(READY)) await fetchTrino();
    // What the tests start it with.
    fs.writeFileSync(path.join(ROOT, "java"), java.java);
    const ocsf = ocsfLacks(CACHE);
    if (ocsf) say(`The OCSF view is not held against OCSF's schema: needs ${ocsf}`);
    else await ensureOcsf(CACHE);
    say(`Trino ${VERSION}, on Java ${java.version} of ${java.home}`);
  } catch (error) {
    say(error.message);
    process.exitCode = 1;
  }
}
