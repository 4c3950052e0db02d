import { spawnSync } from "node:child_process";
import { expect } from "chai";
import path from "node:path";

const STACKS = path.resolve(__dirname, "../../stacks");

/** Loads the program as Pulumi's language host does: in its folder, with the tsconfig.json found there and none other. */
const LOAD = `
  const skipProject = !require("fs").existsSync("tsconfig.json");
  require("ts-node").register({ project: "tsconfig.json", skipProject });
  require("./index");
`;

describe("The stack program's folder", function () {
  this.timeout(60_000);

  it("has the compiler settings that a plain `pulumi up` needs", () => {
    const { status, stderr } = spawnSync(process.execPath, ["-e", LOAD], {
      cwd: STACKS,
      encoding: "utf8",
    });
    expect(stderr).to.equal("");
    expect(status).to.equal(0);
  });
});
