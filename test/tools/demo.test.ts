import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

import { expect } from "chai";

import { ensureBuilt } from "../package/pack";

const ROOT = path.resolve(__dirname, "../..");
const ran = (name: string) =>
  promisify(execFile)(
    process.execPath,
    ["-r", "./tools/typescript.cjs", path.join("tools", name)],
    { cwd: ROOT },
  );

describe("What make runs on a sandbox of its own", () => {
  before(ensureBuilt);

  it("deploys, delivers a finding of each account and Region, and deploys again without changes: make demo", async () => {
    const { stdout, stderr } = await ran("demo");
    expect(stderr).to.equal("");
    expect(stdout.match(/\.jsonl\.gz/g)).to.have.length(20);
    expect(stdout).to.match(/\nDeploying again\n0 changes, \d+ resources unchanged\n/);
  });

  it("previews a change and shows its comment: make preview", async () => {
    const { stdout, stderr } = await ran("preview");
    expect(stderr).to.equal("");
    expect(stdout).to.match(
      /\n✔ what the comment says of the change names eu-central-1\n\nStopped the sandbox\n$/,
    );
  });
});
