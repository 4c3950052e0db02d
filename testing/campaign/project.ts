import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import type { CloudStack } from "../cloudStack";
import { writeLanguageHost } from "../plainPulumi";

const ROOT = path.resolve(__dirname, "../..");

/** The stack as its user's folder has it: a project whose config says what the program of a trial deploys. */
export interface ProjectFolder {
  /** Runs Pulumi's CLI, with a program that is a process of its own. */
  pulumi(...args: string[]): Promise<{ error?: Error }>;
  /** Runs the built command as a process of its own. */
  command(...args: string[]): Promise<{ code: number; printed: string }>;
}

/** Writes the project of a stack next to what the engine uses of it; `config` are the settings without their namespace. */
export async function projectFolder(
  { project: { folder: engines, env } }: CloudStack,
  config: object,
): Promise<ProjectFolder> {
  const folder = path.join(engines, "project");
  await mkdir(folder, { recursive: true });
  const settings = await readFile(path.join(engines, "Pulumi.test.yaml"), "utf8");
  const secrets = settings.match(/^(secretsprovider|encryptedkey):.*$/gm) ?? [];
  const keys = Object.fromEntries([
    ["aws:region", "us-east-1"],
    ...Object.entries(config).map(([name, value]) => [`guardduty-export:${name}`, value]),
  ]);
  const program = path.join(ROOT, "dist/stacks/index.js");
  const files = {
    "Pulumi.yaml": `name: guardduty-export\nruntime: nodejs\nmain: ${program}\n`,
    "Pulumi.test.yaml": `${secrets.join("\n")}\nconfig: ${JSON.stringify(keys)}\n`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await writeLanguageHost("nodejs", folder);
  const options = {
    cwd: folder,
    env: {
      ...process.env,
      ...env,
      ...{ PATH: [folder, env["PATH"]].join(path.delimiter) },
      AWS_EC2_METADATA_DISABLED: "true",
    },
  };
  const run = promisify(execFile);
  return {
    pulumi: (...given) =>
      run("pulumi", [...given, "--stack", "test", "--non-interactive"], options).then(
        () => ({}),
        (error: Error) => ({ error }),
      ),
    command: (...given) => {
      const main = path.join(ROOT, "dist/cli/main.js");
      return run(process.execPath, [main, ...given, "--stack", "test"], options).then(
        ({ stdout, stderr }) => ({ code: 0, printed: stdout + stderr }),
        ({ code, stdout, stderr }: { code?: number; stdout: string; stderr: string }) => ({
          code: code ?? 2,
          printed: stdout + stderr,
        }),
      );
    },
  };
}

/** The file backend may leave an empty file when a process ends while it writes: docs/operations.md says to delete it. */
export async function removeEmptyAttributes({ project: { env } }: CloudStack): Promise<void> {
  const folder = (env["PULUMI_BACKEND_URL"] ?? "").replace(/^file:\/\//, "");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter(({ name }) => name.endsWith(".attrs"))) {
    const file = path.join(entry.parentPath, entry.name);
    if ((await stat(file)).size === 0) await rm(file);
  }
}
