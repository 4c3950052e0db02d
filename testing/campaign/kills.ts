import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { run } from "../../cli/program";
import type { CloudStack } from "../cloudStack";
import { exampleWorld, openCloudStack } from "../cloudStack";
import { setEnvironment } from "../environment";
import type { Kill } from "../killed";
import { killing } from "../killed";
import { writeLanguageHost } from "../plainPulumi";
import { oneOf, random } from "./random";
import type { Trial } from "./trial";

const ARGS = { regions: ["us-east-1"], bucket: { prefix: "guardduty" } };

/** Changing calls of a first up of these arguments. */
const CALLS = 16;

/** Ends the engine at a call of a first up that the seed chooses. */
export function killTrial(seed: number): Promise<Trial> {
  const next = random(seed);
  return recovered({ at: 1 + Math.floor(next() * CALLS), answered: oneOf(next, [true, false]) });
}

/** Ends the engine, runs `recover` and `up`, and holds what AWS has against the state. */
export async function recovered(when: Pick<Kill, "at" | "answered">): Promise<Trial> {
  const kill: Kill = { ...when, calls: 0 };
  const stack = await openCloudStack(exampleWorld(), killing(kill));
  const problems: string[] = [];
  try {
    await stack.tryDeploy(ARGS).catch(() => undefined);
    kill.at = 0;
    if (kill.operation !== undefined) {
      await removeEmptyAttributes(stack);
      await stack.cancel();
      await configure(stack);
      const { code, printed } = await recover(stack);
      if (code !== 0) problems.push(`recover ended with ${code}: ${printed}`);
    }
    const { error } = await stack.tryDeploy(ARGS);
    if (error) problems.push(`up failed: ${error.message}`);
    problems.push(...(await orphans(stack)));
    await stack.deliver("us-east-1").catch(({ message }: Error) => problems.push(message));
  } finally {
    await stack.close();
  }
  return { what: { ...when, operation: kill.operation ?? "none" }, problems };
}

/** The file backend may leave an empty file when a process ends while it writes: docs/operations.md says to delete it. */
async function removeEmptyAttributes({ project: { env } }: CloudStack): Promise<void> {
  const folder = (env["PULUMI_BACKEND_URL"] ?? "").replace(/^file:\/\//, "");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(({ name }) => name.endsWith(".attrs"))) {
    const file = path.join(entry.parentPath, entry.name);
    if ((await stat(file)).size === 0) await rm(file);
  }
}

/** Gives the stack the config that the program's arguments stand for. */
async function configure({ project: { folder } }: CloudStack): Promise<void> {
  const file = path.join(folder, "Pulumi.test.yaml");
  const secrets =
    (await readFile(file, "utf8")).match(/^(secretsprovider|encryptedkey):.*$/gm) ?? [];
  const config = {
    "aws:region": "us-east-1",
    "guardduty-export:regions": ARGS.regions,
    "guardduty-export:bucket": ARGS.bucket,
  };
  await writeFile(file, `${secrets.join("\n")}\nconfig: ${JSON.stringify(config)}\n`);
}

async function recover({ project: { folder, env } }: CloudStack) {
  let printed = "";
  await writeLanguageHost("nodejs", folder);
  const PATH = [folder, env["PATH"]].join(path.delimiter);
  const restore = setEnvironment({ ...env, PATH });
  const print = (text: string) => void (printed += text);
  try {
    const command = ["recover", "--stack", "test", "--yes"];
    const code = await run(command, { folder, colour: false, out: print, err: print });
    return { code, printed };
  } finally {
    restore();
  }
}

/** What AWS has and the state does not have, and the other way round. */
async function orphans({ cloud: { world }, exportState }: CloudStack): Promise<string[]> {
  const state = await exportState();
  const recorded = (type: string) =>
    state.flatMap((one) => (one.type === type && one.id ? [one.id] : []));
  const kinds: [type: string, made: string[]][] = [
    ["aws:kms/key:Key", Object.keys(world.keys).map((arn) => arn.split("/")[1] ?? "")],
    ["aws:kms/alias:Alias", Object.values(world.keys).flatMap(({ aliases }) => aliases)],
    ["aws:s3/bucket:Bucket", Object.keys(world.buckets)],
    ["aws:guardduty/detector:Detector", Object.values(world.detectors).map(({ id }) => id)],
  ];
  return kinds
    .map(([type, made]) => [type, made.sort().join(), recorded(type).sort().join()] as const)
    .filter(([, made, recordedIds]) => made !== recordedIds)
    .map(([type, made, recordedIds]) => `${type}: AWS has ${made}; the state has ${recordedIds}`);
}
