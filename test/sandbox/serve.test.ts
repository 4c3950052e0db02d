import { expect } from "chai";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { ADMIN, exportWorld } from "../../testing/worlds";

const MAIN = path.join(__dirname, "../../sandbox/main.ts");
/** As it is built. */
const BIN = path.join(__dirname, "../../dist/cli/main.js");

describe("sandbox serve", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "sandbox's "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  function serve(...options: string[]) {
    const words = ["-r", "./tools/typescript.cjs", MAIN, "serve", ...options];
    return spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  }

  it("writes an environment to source, serves by it, and stops on SIGTERM", async () => {
    const world = path.join(folder, "world.json");
    const env = path.join(folder, "env");
    await writeFile(world, JSON.stringify(exportWorld()));
    // Node.js itself stops at an --env-file that is not there.
    await writeFile(env, "");
    const serving = serve("--world", world, "--env-file", env, "--region", "eu-west-1");
    await once(serving.stdout, "data");
    const names =
      "AWS_ENDPOINT_URL SANDBOX_URL PULUMI_DEBUG_PROVIDERS AWS_ACCESS_KEY_ID AWS_REGION";
    const script = `. "$0"; for name in ${names}; do printenv $name; done`;
    const values = execFileSync("sh", ["-c", script, env], { encoding: "utf8" }).trim().split("\n");
    const [endpoint, control, providers, accessKeyId, region] = values;
    expect(providers).to.match(/^aws:\d+,aws-native:\d+,random:\d+,gcp:\d+,azure:\d+$/);
    expect(accessKeyId).to.contain(ADMIN);
    expect(region).to.equal("eu-west-1");
    expect(control).to.equal(endpoint);
    const answer = await fetch(`${control}/world`);
    expect(await answer.json()).to.have.property("caller", ADMIN);
    serving.kill("SIGTERM");
    expect((await once(serving, "exit"))[0]).to.equal(0);
  });

  it("is started by guardduty-export sandbox, with one account, and prints the environment and a line when it is ready", async () => {
    const command = [BIN, "sandbox", "--shell", "fish", "--region", "eu-west-1"];
    const serving = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    for await (const chunk of serving.stdout) {
      printed += String(chunk);
      if (printed.endsWith("Ready.\n")) break;
    }
    expect(printed).to.match(/^set -gx AWS_REGION 'eu-west-1'$/m);
    const [, url] = /^set -gx SANDBOX_URL '(.*)'$/m.exec(printed)!;
    const world = (await (await fetch(`${url}/world`)).json()) as { accounts: object };
    expect(Object.keys(world.accounts)).to.deep.equal(["111122223333"]);
    serving.kill("SIGTERM");
    expect((await once(serving, "exit"))[0]).to.equal(0);
  });

  it("says all that is wrong with a world file and ends with 1", async () => {
    const world = path.join(folder, "world.json");
    await writeFile(world, '{"caller":"1","buckts":{}}');
    const serving = serve("--world", world);
    const chunks: string[] = [];
    serving.stderr.on("data", (chunk) => chunks.push(String(chunk)));
    expect((await once(serving, "close"))[0]).to.equal(1);
    expect(chunks.join("")).to.contain(
      "caller: must be an account id of 12 digits\nbuckts: unknown key",
    );
  });

  const refusals: [what: string, options: string[], text: string][] = [
    ["a port that is none", ["--port", "70000"], "must be a number from 0 to 65535"],
    ["a port that is no number", ["--port", "http"], "must be a number from 0 to 65535"],
    ["a Region that is none", ["--region", "mars"], "It must be an AWS Region"],
    [
      "a world file that is not there",
      ["--world", "nowhere.json"],
      "nowhere.json: not found\n  Fix",
    ],
    ["a world file that is not JSON", ["--world", "README.md"], "not JSON"],
    ["a state file in no folder", ["--state", "nowhere/state"], "nowhere/state.tmp: not found"],
    ["an environment in no folder", ["--write-env", "nowhere/env"], "nowhere/env: not found"],
  ];
  for (const [what, options, text] of refusals) {
    it(`ends with 1 and one problem, without a stack: ${what}`, async () => {
      expect(await refused(...options))
        .to.contain(text)
        .and.not.match(/^ {4}at /m);
    });
  }

  it("ends with 1 where the port is in use, and names the port", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    expect(await refused("--port", String(port))).to.match(
      new RegExp(`^port ${port} is in use\n  Fix: Pass another --port`),
    );
    other.close();
  });

  /** What it prints instead of serving. */
  async function refused(...options: string[]): Promise<string> {
    const serving = spawn(process.execPath, [BIN, "sandbox", ...options]);
    let printed = "";
    serving.stderr.on("data", (chunk) => (printed += String(chunk)));
    expect((await once(serving, "close"))[0], printed).to.equal(1);
    return printed;
  }
});
