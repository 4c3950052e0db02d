import { expect } from "chai";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { installInto } from "./pack";

const run = promisify(execFile);

/** What only the add-ons of an export register resources of. */
const ADD_ONS = ["aws/athena", "aws/cloudwatch", "aws/glue", "aws/sqs", "gcp", "azure"];

interface Loaded {
  atFirst: { modules: number; services: string[] };
  services: string[];
}

describe("Importing the package", () => {
  let folder: string;
  const load = async (): Promise<Loaded> => {
    const script = path.join(__dirname, "loading.cjs");
    const { stdout } = await run(process.execPath, [script], { cwd: folder });
    return JSON.parse(stdout) as Loaded;
  };
  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "loading-"));
    await installInto(folder);
  });
  after(() => fs.rm(folder, { recursive: true, force: true }));

  it("loads neither a provider's SDK nor the validator", async () => {
    const { atFirst } = await load();
    expect(atFirst).to.deep.equal({ modules: 0, services: [] });
  });

  it("loads what an export uses once that is used, and nothing of its add-ons", async () => {
    const { services } = await load();
    expect(services).to.include.members(["aws/guardduty", "aws/kms", "aws/s3"]);
    expect(services).not.to.include.oneOf(ADD_ONS);
  });
});
