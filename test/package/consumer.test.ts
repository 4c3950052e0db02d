import { expect } from "chai";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import type { PulumiFn } from "@pulumi/pulumi/automation";
import { openCloudStack } from "../../testing/cloudStack";
import { installInto } from "./pack";
import { compile, MODULES, OWN } from "./project";

// eslint-disable-next-line @typescript-eslint/no-require-imports
const importModule = require("./importModule.cjs") as (
  url: string,
) => Promise<{ program: PulumiFn }>;

const COMPILERS = ["typescript-5-0", OWN, "typescript-6"];
const WRONG = `
import { FindingsReader, GuardDutyExport } from "guardduty-export";
new GuardDutyExport("findings", { regions: ["us-east-1"], findingPublishingFrequency: "HOURLY" });
new FindingsReader("siem", { findingsUri: "s3://bucket/AWSLogs/" });
`;
describe("A project that has the package from npm", () => {
  let folder: string;
  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "project-"));
    await installInto(folder);
    await fs.cp(path.join(__dirname, "consumer"), folder, { recursive: true });
  });
  after(() => fs.rm(folder, { recursive: true, force: true }));

  for (const compiler of COMPILERS) {
    for (const [name, settings] of Object.entries(MODULES)) {
      it(`compiles strictly: ${compiler}, ${name}`, () =>
        compile(folder, compiler, settings, "program.ts"));
    }
  }

  it("has the command, with all that it loads", async () => {
    const command = path.join(folder, "node_modules/guardduty-export/dist/cli/main.js");
    const { stdout } = await promisify(execFile)(process.execPath, [command, "--help"]);
    expect(stdout).to.match(/^Usage: guardduty-export /);
  });

  it("finds no fault in the package's own declarations", () =>
    compile(folder, OWN, MODULES["CommonJS, node16"], "program.ts", false));

  it("gets what is wrong from the compiler", async () => {
    await fs.writeFile(path.join(folder, "wrong.ts"), WRONG);
    const failure = await compile(
      folder,
      "typescript",
      MODULES["CommonJS, node16"],
      "wrong.ts",
    ).then(
      () => undefined,
      (error: { stdout: string }) => error.stdout,
    );
    expect(failure?.match(/error TS\d+/g)).to.deep.equal(["error TS2322", "error TS2345"]);
  });

  for (const name of ["CommonJS, node16", "ECMAScript modules, node16"] as const) {
    it(`runs on the real engine: ${name}`, async () => {
      await compile(folder, OWN, MODULES[name], "program.ts");
      const url = pathToFileURL(path.join(folder, "out/program.js")).href;
      const { program } = await importModule(`${url}?${MODULES[name].type}`);
      const stack = await openCloudStack();
      try {
        const { error, outputs } = await stack.up(program);
        expect(error).to.equal(undefined);
        expect(outputs["uri"]).to.match(
          /^s3:\/\/findings-guardduty-[0-9a-f]{8}\/guardduty\/AWSLogs\/$/,
        );
        await stack.deliver("me-south-1");
      } finally {
        await stack.close();
      }
    });
  }
});
