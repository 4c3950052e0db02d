import { expect } from "chai";
import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";

const ROOT = path.resolve(__dirname, "../..");

describe("The benchmark", () => {
  it("runs end to end, and ends with a table that has every measurement and no colours", async () => {
    const args = ["-r", "./tools/typescript.cjs", "bench/index.ts", "--quick"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    const [, head = "", ...rows] = stdout.split("\n").filter((line) => /^[│┌]/.test(line));
    expect(head).to.match(/What .* Measured .* Target .* Met .* Medians/);
    const subjects = rows.map((line) => (line.split("│")[1] ?? "").trim());
    expect([...new Set(subjects.map((subject) => subject.split(",")[0]))]).to.deep.equal([
      "Preview",
      "Peak memory",
      "First up",
      "Planning",
      "Proof",
      "Evaluator",
      "Growth",
      "Resources at 1",
    ]);
    for (const wrong of ["NaN", "\u001b"]) expect(stdout).not.to.contain(wrong);
  });
});
