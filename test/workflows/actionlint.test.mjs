import { expect } from "chai";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { ensureActionlint } from "../../tools/actionlint/ensure.mjs";

// Only when they are installed would actionlint run these two: the same everywhere instead.
const FLAGS = ["-no-color", "-oneline", "-shellcheck=", "-pyflakes="];

describe("actionlint", () => {
  const lint = (args, input) =>
    spawnSync(ensureActionlint(), [...FLAGS, ...args], { encoding: "utf8", input });

  it("finds nothing in the workflows, nor in how they use action.yml", () => {
    const files = fs.readdirSync(".github/workflows").map((name) => `.github/workflows/${name}`);
    const { stdout, stderr, status } = lint(files);
    expect({ stdout, stderr, status }).to.deep.equal({ stdout: "", stderr: "", status: 0 });
  });

  it("finds what is wrong in a workflow", () => {
    const { stdout, status } = lint(
      ["-"],
      "on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n" +
        "      - run: echo ${{ github.event.pull_request.title }}\n",
    );
    expect(status).to.equal(1);
    expect(stdout).to.contain("is potentially untrusted");
  });
});
