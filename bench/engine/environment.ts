import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { startSandbox } from "../../sandbox";
import type { SandboxCloud } from "../../sandbox/cloud";
import { COMMERCIAL_REGIONS } from "../../sandbox/cloud/regions";
import type { WorldFile } from "../../sandbox/world";
import type { ProgramInput } from "../programs/input";

/** Where programs run: a Pulumi CLI, a folder for backends, and a sandbox as their AWS. */
export interface Environment {
  pulumiRoot: string;
  pulumiHome: string;
  folder: string;
  env: { [name: string]: string };
}

export interface SandboxEnvironment extends Environment {
  cloud: SandboxCloud;
  close(): Promise<void>;
}

const ENSURE_CLI = path.resolve(__dirname, "../../tools/pulumi-cli/ensure.mjs");
const ACCOUNTS = 8;

/** The account of one of several stacks in a place: an account has one detector in a Region. */
export function programInput(account: number, regions: string[]): ProgramInput {
  const accountId = String(100_000_000_000 + account);
  return { accountId, roleArn: `arn:aws:iam::${accountId}:role/deploy`, regions };
}

/** A place with a fresh world, in which every Region is enabled. */
export async function openEnvironment(): Promise<SandboxEnvironment> {
  const sandbox = await startSandbox({ world: world() });
  const folder = mkdtempSync(path.join(tmpdir(), "guardduty-export-bench-"));
  const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"];
  const print = [ENSURE_CLI, "--print-root"];
  return {
    pulumiRoot: execFileSync(process.execPath, print, { encoding: "utf8", stdio }).trim(),
    pulumiHome: path.join(folder, "home"),
    folder,
    env: {
      ...sandbox.env,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
    cloud: sandbox.cloud,
    async close() {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function world(): WorldFile {
  const inputs = Array.from({ length: ACCOUNTS }, (_, account) => programInput(account, []));
  const optedIn = [...COMMERCIAL_REGIONS];
  return {
    caller: programInput(0, []).accountId,
    accounts: Object.fromEntries(
      inputs.map(({ accountId, roleArn }) => [
        accountId,
        { name: accountId, optedIn, roles: [roleArn] },
      ]),
    ),
  };
}
