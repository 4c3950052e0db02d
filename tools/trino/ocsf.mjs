// Gets OCSF's JSON schema of a Detection Finding into .cache/, by the Python package that has it.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { run } from "../run.mjs";

const VERSION = "1.1.0";
const PACKAGE = "ocsf-json-schema==1.2.0";
const MINUTE = 60_000;

const PRINT = `
import json, sys
from ocsf_json_schema import get_ocsf_schema, OcsfJsonSchemaEmbedded
schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(version="${VERSION}"))
with open(sys.argv[1], "w") as file:
    json.dump(schema.get_class_schema(class_name="detection_finding", profiles=["cloud"]), file)
`;

/** What is lacking to get it, where it is not there already. */
export function ocsfLacks(cache) {
  if (fs.existsSync(fileIn(cache))) return undefined;
  const { status } = spawnSync("python3", ["-m", "pip", "--version"], { timeout: MINUTE });
  return status === 0 ? undefined : "Python 3 with pip";
}

export async function ensureOcsf(cache) {
  const file = fileIn(cache);
  if (fs.existsSync(file)) return;
  const folder = path.dirname(file);
  const library = path.join(folder, "python");
  fs.mkdirSync(folder, { recursive: true });
  const args = ["-m", "pip", "install", "-q", "--no-deps", "--target", library, PACKAGE];
  await run(`Fetching OCSF's schema (${PACKAGE}, once)`, "python3", args, { limit: 5 * MINUTE });
  const fresh = `${file}.${process.pid}`;
  const env = { ...process.env, PYTHONPATH: library };
  await run("Writing the schema of a Detection Finding", "python3", ["-c", PRINT, fresh], {
    env,
    limit: 5 * MINUTE,
  });
  fs.renameSync(fresh, file);
}

const fileIn = (cache) => path.join(cache, "ocsf", `detection_finding-${VERSION}.json`);
