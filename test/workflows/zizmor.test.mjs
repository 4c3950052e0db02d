import { expect } from "chai";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureZizmor } from "../../tools/zizmor/ensure.mjs";

const FLAGS = ["--offline", "--no-progress", "--format", "json"];

describe("zizmor", () => {
  const audit = (folder) => {
    const { stdout, status } = spawnSync(ensureZizmor(), [...FLAGS, folder], { encoding: "utf8" });
    return { found: JSON.parse(stdout).map(({ ident }) => ident), status };
  };

  it("finds nothing in the workflows, the action and the update config", () => {
    expect(audit(".")).to.deep.equal({ found: [], status: 0 });
  });

  it("finds what is wrong in a workflow", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "zizmor-"));
    try {
      const file = path.join(folder, ".github/workflows/a.yml");
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(
        file,
        "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" +
          "      - uses: actions/checkout@v4\n        with:\n          persist-credentials: false\n",
      );
      const { found, status } = audit(folder);
      expect(found).to.include("unpinned-uses");
      expect(status).to.be.greaterThan(0);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
