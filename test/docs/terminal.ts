import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";

import type { WorldFile } from "../../sandbox/world";
import { startSandbox } from "../../sandbox";
import { pulumiCommand } from "../../testing/engine";
import { ROOT } from "./markdown";
import { ENDS_WITH } from "./notRun";

/** What a reader has before the first command of a document. */
export interface Situation {
  /** The AWS that their credentials are for. */
  world: WorldFile;
  /** Their folder: a checkout of the project unless it is one that has the package installed. */
  project?: "installed";
  /** Files in that folder, by path. */
  files?: { [file: string]: string };
  /** Variables in addition to those of the sandbox, or instead of them. */
  env?: { [name: string]: string };
  /** Commands that they ran before. */
  before?: string[];
}

/** A reader's terminal: a checkout of the project, the programs, and a sandbox in place of AWS. */
export interface Terminal {
  /** Runs commands as one script that ends at the first that fails; resolves to what they printed. */
  run(commands: string[]): Promise<string>;
  close(): Promise<void>;
}

/** What comes with a downloaded Pulumi CLI, and not with one that was built. */
const LANGUAGE_HOST = path.join(ROOT, "testing/languageHost.cjs");
/** Neither a copy nor a link to: the checkout has its own. */
const OWN = [".git", ".sandbox", "node_modules", "package.json", "Pulumi.yaml", "stacks"];
/** The sandbox is the one program that does not end by itself. */
const SERVES = /^node dist\/cli\/main\.js sandbox\b/;
/** Its own preview shows what the reader has seen, and nothing that a document shows; where it is to fail, it is run. */
const PREVIEWS_FIRST = /^pulumi (up|destroy)\b/;

export async function openTerminal({
  world,
  project,
  files = {},
  before = [],
  env: own = {},
}: Situation): Promise<Terminal> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "terminal-"));
  const checkout = path.join(folder, "guardduty-export");
  await (project === "installed" ? makeProject(checkout) : makeCheckout(checkout));
  for (const [file, text] of Object.entries(files)) {
    await fs.writeFile(path.join(checkout, file), text);
  }
  const bin = path.join(folder, "bin");
  await makeProgram(path.join(bin, "pulumi"), (await pulumiCommand()).command);
  await makeProgram(path.join(bin, "pulumi-language-nodejs"), process.execPath, LANGUAGE_HOST);
  await fs.mkdir(path.join(folder, "backend"));
  // curl takes an answer for one, whatever its status.
  await fs.writeFile(path.join(folder, ".curlrc"), "fail-with-body\nsilent\nshow-error\n");
  const sandbox = await startSandbox({ world });
  const pids = path.join(folder, "pids");
  // A terminal keeps the variables that were set in it.
  const variables = path.join(folder, "variables");
  await fs.writeFile(variables, "");
  const env = {
    ...process.env,
    ...sandbox.env,
    // Documents show lines as they are before a terminal breaks them.
    COLUMNS: "10000",
    PATH: `${bin}${path.delimiter}${process.env["PATH"]}`,
    NO_COLOR: "1",
    CURL_HOME: folder,
    npm_config_cache: path.join(folder, "npm"),
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
    // The machine's own configuration of AWS has no part in it.
    AWS_CONFIG_FILE: "/nonexistent",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
    AWS_EC2_METADATA_DISABLED: "true",
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${folder}/backend`,
    PULUMI_CONFIG_PASSPHRASE: "reader",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // The reader's "yes".
    PULUMI_SKIP_CONFIRMATIONS: "true",
    ...own,
  };
  const background = (command: string) =>
    `${command} > served 2>&1 & echo $! >> ${pids}; until grep -q Ready served; do sleep 0.1; done`;

  const terminal: Terminal = {
    async run(commands) {
      const lines = commands.map((one) => (SERVES.test(one) ? background(one) : scripted(one)));
      const names = lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
      const kept = names.map((name) => `declare -p ${name} >> ${variables} || true`);
      const script = [`. ${variables}`, ...lines, ...kept].join("\n");
      const { code, output } = await bash(script, { cwd: checkout, env });
      if (code !== 0) throw new Error(`ended with ${code}:\n${output.slice(-3000)}`);
      return output;
    },
    async close() {
      const started = await fs.readFile(pids, "utf8").catch(() => "");
      for (const pid of started.split("\n").filter(Boolean)) process.kill(Number(pid));
      await sandbox.close();
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
  if (before.length === 0) return terminal;
  return terminal.run(before).then(
    () => terminal,
    async (error: Error) => {
      await terminal.close();
      throw error;
    },
  );
}

/** A command that passes with the exit code that is expected of it. */
function scripted(command: string): string {
  if (PREVIEWS_FIRST.test(command)) return `PULUMI_OPTION_SKIP_PREVIEW=true ${command}`;
  const { code } = ENDS_WITH[command] ?? {};
  return code === undefined ? command : `${command} || [ $? = ${code} ]`;
}

/** Runs a script; what it prints is shown with each command before it. */
function bash(
  script: string,
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<{ code: number | null; output: string }> {
  const child = spawn("bash", ["-exuo", "pipefail", "-c", script], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => void (output += chunk.toString()));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** A folder that has the package and what it needs, and no files of its own. */
async function makeProject(folder: string): Promise<void> {
  await linkModules(folder);
  await fs.symlink(ROOT, path.join(folder, "node_modules/guardduty-export"));
  await fs.writeFile(path.join(folder, "package.json"), "{}");
}

/** The project as it is, but for stack files and dependencies, which the reader may write to. */
async function makeCheckout(folder: string): Promise<void> {
  await linkModules(folder);
  for (const name of await fs.readdir(ROOT)) {
    if (!OWN.includes(name)) await fs.symlink(path.join(ROOT, name), path.join(folder, name));
  }
  await fs.cp(path.join(ROOT, "stacks"), path.join(folder, "stacks"), { recursive: true });
  await fs.writeFile(path.join(folder, "Pulumi.yaml"), await builtProject());
  // npx would install a package whose own command it is asked for.
  const manifest = JSON.parse(await fs.readFile(path.join(ROOT, "package.json"), "utf8")) as object;
  await fs.writeFile(
    path.join(folder, "package.json"),
    JSON.stringify({ ...manifest, bin: undefined }),
  );
}

/** The dependencies, and the command as npm links it. */
async function linkModules(folder: string): Promise<void> {
  await fs.mkdir(path.join(folder, "node_modules/.bin"), { recursive: true });
  for (const from of ["node_modules", "node_modules/.bin"]) {
    for (const name of await fs.readdir(path.join(ROOT, from))) {
      const link = path.join(folder, from, name);
      if (!existsSync(link)) await fs.symlink(path.join(ROOT, from, name), link);
    }
  }
  const command = path.join(folder, "node_modules/.bin/guardduty-export");
  await makeProgram(command, process.execPath, path.join(ROOT, "dist/cli/main.js"));
}

/** The project with its program as it is built, which takes no compiler; test/e2e/project.test.ts runs it from its sources. */
async function builtProject(): Promise<string> {
  const project = parse(await fs.readFile(path.join(ROOT, "Pulumi.yaml"), "utf8")) as object;
  const runtime = { name: "nodejs", options: { typescript: false } };
  return JSON.stringify({ ...project, runtime, main: "dist/stacks/index.js" });
}

async function makeProgram(file: string, ...command: string[]): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  const words = command.map((word) => `"${word}"`).join(" ");
  await fs.writeFile(file, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
}
