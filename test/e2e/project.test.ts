import { expect } from "chai";
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { startSandbox, type Sandbox } from "../../sandbox";
import { pulumiCommand } from "../support/engine";

const ROOT = path.resolve(__dirname, "../..");
const LANGUAGE_HOST = path.join(ROOT, "test/support/languageHost.cjs");

describe("The project folder, by plain pulumi", function () {
  this.timeout(120_000);
  let folder: string;
  let sandbox: Sandbox;
  let pulumi: (...args: string[]) => Promise<string>;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "guardduty-export-project-"));
    const world = await readFile(path.join(ROOT, "sandbox/worlds/organization.json"), "utf8");
    sandbox = await startSandbox({ world: JSON.parse(world) });
    const host = path.join(folder, "pulumi-language-nodejs");
    await writeFile(host, `#!/bin/sh\nexec "${process.execPath}" "${LANGUAGE_HOST}" "$@"\n`);
    await chmod(host, 0o755);
    await mkdir(path.join(folder, "backend"));
    const { command } = await pulumiCommand();
    const env = {
      ...process.env,
      ...sandbox.env,
      PATH: `${folder}${path.delimiter}${process.env["PATH"]}`,
      PULUMI_HOME: path.join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${folder}/backend`,
      PULUMI_CONFIG_PASSPHRASE: "sandbox",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
    pulumi = (...args) =>
      promisify(execFile)(command, [...args, "--non-interactive"], { cwd: ROOT, env }).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => {
          throw new Error(`pulumi ${args.join(" ")} failed: ${stdout}`);
        },
      );
  });

  after(async () => {
    await sandbox?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("previews the example stack from its sources", async () => {
    await pulumi("stack", "init", "sandbox");
    const preview = await pulumi("preview", "--stack", "sandbox", "--json");
    expect((JSON.parse(preview) as { changeSummary: object }).changeSummary).to.deep.equal({
      create: 112,
    });
  });
});
