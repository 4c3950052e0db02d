import { expect } from "chai";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
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
    await plain.pulumi("stack", "init", "sandbox");
  });

  after(async () => {
    await plain?.close();
    await sandbox?.close();
  });

  it("previews the example stack from its sources", async () => {
    const preview = await plain.pulumi("preview", "--stack", "sandbox", "--json");
    expect((JSON.parse(preview) as { changeSummary: object }).changeSummary).to.deep.equal({
      create: 116,
    });
  });

  it("reads files of lists from the folder of Pulumi.yaml", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "config-"));
    try {
      const config = path.join(folder, "Pulumi.sandbox.yaml");
      const text = await readFile(path.join(ROOT, "stacks/Pulumi.sandbox.yaml"), "utf8");
      const file = "examples/security-baseline/known-bad.txt";
      const lists = JSON.stringify({
        bad: { kind: "ThreatIntelSet", file, regions: ["us-east-1"] },
      });
      const own = `config:\n  guardduty-export:lists: ${lists}\n`;
      await writeFile(config, text.replace(/^config:\n/m, own));
      const created = async (...more: string[]) => {
        const preview = await plain.pulumi("preview", "--stack", "sandbox", "--json", ...more);
        return (JSON.parse(preview) as { changeSummary: { create: number } }).changeSummary.create;
      };
      // A component with its provider, a bucket with three settings, a file and a list.
      expect(await created("--config-file", config)).to.equal((await created()) + 8);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
