import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { CALLER, pulumiCommand } from "./engine";

const LANGUAGE_HOST = path.join(__dirname, "languageHost.cjs");

/** The Pulumi CLI as users run it, with a backend of its own. */
export interface PlainPulumi {
  /** Resolves to what it printed; rejects with that when it fails. */
  pulumi(...args: string[]): Promise<string>;
  /** What its programs run with. */
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Writes the language host of a runtime, which a CLI that was built from Go finds on its PATH. */
export async function writeLanguageHost(runtime: "nodejs" | "go", folder: string): Promise<void> {
  const host = path.join(folder, `pulumi-language-${runtime}`);
  await writeFile(host, `#!/bin/sh\nexec "${process.execPath}" "${LANGUAGE_HOST}" "$@"\n`);
  await chmod(host, 0o755);
}

/** Runs the CLI in the folder of a project of that runtime. */
export async function openPlainPulumi(
  runtime: "nodejs" | "go",
  cwd: string,
  env: { [name: string]: string },
): Promise<PlainPulumi> {
  const folder = await mkdtemp(path.join(tmpdir(), "plain-pulumi-"));
  await writeLanguageHost(runtime, folder);
  await mkdir(path.join(folder, "backend"));
  const { command } = await pulumiCommand();
  const environment = {
    ...process.env,
    ...CALLER,
    ...env,
    PATH: [folder, path.dirname(command), process.env["PATH"]].join(path.delimiter),
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${folder}/backend`,
    PULUMI_CONFIG_PASSPHRASE: "sandbox",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
  return {
    pulumi: (...args) =>
      promisify(execFile)(command, [...args, "--non-interactive"], { cwd, env: environment }).then(
        ({ stdout }) => stdout,
        ({ stdout, stderr }: { stdout: string; stderr: string }) => {
          throw new Error(`pulumi ${args.join(" ")} failed: ${stdout}${stderr}`);
        },
      ),
    env: environment,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
