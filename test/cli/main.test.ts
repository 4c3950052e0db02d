import { expect } from "chai";
import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

import { inFolder } from "../../testing/command";
import { stackFiles } from "../../testing/live/world";

const ROOT = path.resolve(__dirname, "../..");
const MAIN = ["-r", path.join(ROOT, "tools/typescript.cjs"), path.join(ROOT, "cli/main.ts")];
const TS_NODE_PROJECT = path.join(ROOT, "tsconfig.json");
const FILES = stackFiles({ regions: ["us-east-1"] });

describe("The command as a process", () => {
  it("ends with exit code 2 and prints nothing more when its output is closed", async () => {
    const { code, err } = await inFolder(FILES, async (cwd) => {
      const child = spawn(process.execPath, [...MAIN, "plan", "--stack", "prod"], {
        cwd,
        env: { ...process.env, TS_NODE_PROJECT },
      });
      child.stdout.destroy();
      let err = "";
      child.stderr.on("data", (text) => (err += text));
      const code = await new Promise((resolve) => child.once("close", resolve));
      return { code, err };
    });
    expect([code, err]).to.deep.equal([2, ""]);
  });

  it("prints the version of the package", async () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      version: string;
    };
    const { stdout } = await promisify(execFile)(process.execPath, [...MAIN, "--version"], {
      env: { ...process.env, TS_NODE_PROJECT },
    });
    expect(stdout).to.equal(`${version}\n`);
  });

  for (const [what, columns, width] of [
    ["120 columns wide without a terminal", undefined, 120],
    ["as wide as COLUMNS says", "80", 80],
  ] as const) {
    it(`is ${what}`, async () => {
      const env: NodeJS.ProcessEnv = { ...process.env, TS_NODE_PROJECT };
      delete env["COLUMNS"];
      const { stdout } = await inFolder(FILES, (cwd) =>
        promisify(execFile)(process.execPath, [...MAIN, "plan", "--stack", "prod"], {
          cwd,
          env: columns === undefined ? env : { ...env, COLUMNS: columns },
        }),
      );
      const sentences = stdout.split("\n").filter((line) => / .* /.test(line.trim()));
      const longest = Math.max(...sentences.map((line) => [...line].length));
      expect(longest).to.be.within(width - 20, width);
    });
  }

  it("reports only what is wrong, whichever Node.js runs it", async () => {
    const env = {
      ...{ PATH: process.env["PATH"], TS_NODE_PROJECT },
      ...{ AWS_CONFIG_FILE: "/nonexistent", AWS_SHARED_CREDENTIALS_FILE: "/nonexistent" },
      AWS_EC2_METADATA_DISABLED: "true",
    };
    const refusal = await inFolder(FILES, (cwd) =>
      promisify(execFile)(process.execPath, [...MAIN, "status", "--stack", "prod"], {
        cwd,
        env,
      }).then(
        () => expect.fail("it found credentials"),
        (error: { code: number; stderr: string }) => error,
      ),
    );
    expect(refusal.code).to.equal(2);
    expect(refusal.stderr).to.equal(
      "no access to the administrator account: no credentials found (CredentialsProviderError: Could not load credentials from any providers)\n  Fix: Set AWS_PROFILE or the access key variables, as for the AWS CLI. (accountNotAccessible)\n",
    );
  });
});
