import { expect } from "chai";
import { spawnSync } from "node:child_process";
import path from "node:path";

import { ROOT } from "./pack";

describe("The API's documentation", () => {
  it("has every class, type and property, with nothing missing: npm run docs:api", () => {
    const typedoc = path.join(ROOT, "node_modules/typedoc/bin/typedoc");
    const args = [typedoc, "--emit", "none", "--logLevel", "Warn"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: "", stderr: "" });
  });
});
