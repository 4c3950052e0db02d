import { expect } from "chai";
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const MOCHA = path.resolve("node_modules/mocha/bin/mocha.js");
const REPORTER = path.resolve("tools/test/reporter.cjs");

/** What a run of so many files prints; the last of them has a failing test. */
async function outputOf(files, ...options) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "reporter-"));
  try {
    for (let n = 1; n <= files; n++) {
      const body = n === files ? 'throw new Error("no")' : "";
      fs.writeFileSync(path.join(folder, `${n}.cjs`), `it("test ${n}", () => { ${body} });`);
    }
    const args = [MOCHA, "--no-config", "--reporter", REPORTER, ...options, "*.cjs"];
    const run = promisify(execFile)(process.execPath, args, { cwd: folder });
    const { stdout } = await run.catch((error) => error);
    return stdout.trimEnd().split("\n");
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

describe("The reporter of the tests", () => {
  it("ends with the sum, in which a failed check counts", async () => {
    expect((await outputOf(2)).pop()).to.equal("1 passed, 1 failed");
    const withChecks = await outputOf(2, "--reporter-option", "failedChecks=2");
    expect(withChecks.pop()).to.equal("1 passed, 3 failed");
  });

  for (const [what, options] of [
    ["one after another", []],
    ["in parallel", ["--parallel", "--jobs", "2"]],
  ]) {
    it(`lists the files that take longest, of many files ${what}`, async () => {
      const lines = await outputOf(14, ...options);
      const start = lines.findIndex((line) => /^Seconds of tests by file, of .* in 14/.test(line));
      const listed = lines.slice(start + 1, -2);
      expect(listed).to.have.length(12);
      for (const line of listed) expect(line).to.match(/^ +\d+\.\d {2}\d+\.cjs$/);
      expect(lines.pop()).to.equal("13 passed, 1 failed");
    });
  }

  it("lists none of few files", async () => {
    expect((await outputOf(3)).join("\n")).not.to.contain("Seconds of tests");
  });
});
