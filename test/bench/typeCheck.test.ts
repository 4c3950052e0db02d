import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { REGISTER } from "../../bench/engine/stack";

const ROOT = path.resolve(__dirname, "../..");

describe("A measured program with a type error", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "guardduty-export-"));
  const program = path.join(folder, "program.ts");
  before(() => writeFileSync(program, `const count: number = "one";\nconsole.log(count);\n`));
  after(() => rmSync(folder, { recursive: true }));

  const run = (register: string) =>
    spawnSync(process.execPath, ["-r", register, program], { cwd: ROOT, encoding: "utf8" });

  it("is refused where types are checked", () => {
    const { status, stderr } = run(REGISTER.typeChecked);
    expect(stderr).to.contain("error TS2322: Type 'string' is not assignable to type 'number'");
    expect(status).to.equal(1);
  });

  it("runs where they are not", () => {
    const { status, stdout } = run(REGISTER.asConfigured);
    expect([status, stdout]).to.deep.equal([0, "one\n"]);
  });
});
