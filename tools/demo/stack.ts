import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import * as path from "node:path";

import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import type { Stack } from "@pulumi/pulumi/automation";

import program = require("../../stacks");

const ROOT = path.resolve(__dirname, "../..");

/** The sandbox stack of the project in `workDir` on the real engine, its state in `folder`. */
export async function openStack(
  folder: string,
  env: { [name: string]: string },
  workDir = ROOT,
): Promise<Stack> {
  const backend = path.join(folder, "backend");
  mkdirSync(backend, { recursive: true });
  const ensure = path.join(ROOT, "tools/pulumi-cli/ensure.mjs");
  const root = execFileSync(process.execPath, [ensure, "--print-root"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  // The program runs in this process, and calls AWS in its hooks.
  Object.assign(process.env, env);
  return LocalWorkspace.createOrSelectStack(
    { projectName: "guardduty-export", stackName: "sandbox", program: async () => program() },
    {
      workDir,
      pulumiCommand: await PulumiCommand.get({ root: root.trim() }),
      pulumiHome: path.join(folder, "home"),
      envVars: {
        ...env,
        PULUMI_BACKEND_URL: `file://${backend}`,
        PULUMI_CONFIG_PASSPHRASE: "sandbox",
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
    },
  );
}
