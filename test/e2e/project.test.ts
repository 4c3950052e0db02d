import { expect } from "chai";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { startSandbox, type Sandbox } from "../../sandbox";
import type { PlainPulumi } from "../../testing/plainPulumi";
import { openPlainPulumi } from "../../testing/plainPulumi";

const ROOT = path.resolve(__dirname, "../..");

describe("The project folder, by plain pulumi", () => {
  let sandbox: Sandbox;
  let plain: PlainPulumi;

  before(async () => {
    const world = await readFile(path.join(ROOT, "sandbox/worlds/organization.json"), "utf8");
    sandbox = await startSandbox({ world: JSON.parse(world) });
    plain = await openPlainPulumi("nodejs", ROOT, sandbox.env);
  });

  after(async () => {
    await plain?.close();
    await sandbox?.close();
  });

  it("previews the example stack from its sources", async () => {
    await plain.pulumi("stack", "init", "sandbox");
    const preview = await plain.pulumi("preview", "--stack", "sandbox", "--json");
    expect((JSON.parse(preview) as { changeSummary: object }).changeSummary).to.deep.equal({
      create: 113,
    });
  });
});
