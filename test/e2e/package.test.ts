import { expect } from "chai";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const PACKAGE = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  dependencies: { [name: string]: string };
};
const CONFIG = "config:\n  guardduty-export:regions: [us-east-1, me-south-1]\n";
const PLAN = ["plan", "--stack", "prod"];

/** The package as npm packs it, built before, installed with its dependencies and peers. */
describe("The command of the installed package", () => {
  let folder: string;
  const command = () => path.join(folder, "node_modules/.bin/guardduty-export");
  const run = (args: string[], env: { [name: string]: string } = {}) =>
    spawnSync(command(), args, {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, COLUMNS: "200", ...env },
    });

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "package-"));
    const modules = path.join(folder, "node_modules");
    const installed = path.join(modules, "guardduty-export");
    mkdirSync(path.join(modules, ".bin"), { recursive: true });
    mkdirSync(installed);
    const packed = execFileSync(
      "npm",
      ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder],
      { cwd: ROOT, encoding: "utf8" },
    ).trim();
    execFileSync("tar", ["-xzf", packed, "-C", installed, "--strip-components=1"], { cwd: folder });
    for (const name of [...Object.keys(PACKAGE.dependencies), "@pulumi"]) {
      const link = path.join(modules, name);
      mkdirSync(path.dirname(link), { recursive: true });
      symlinkSync(path.join(ROOT, "node_modules", name), link);
    }
    const { bin } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8")) as {
      bin: { [name: string]: string };
    };
    const file = path.join(installed, bin["guardduty-export"] as string);
    // As npm links it.
    execFileSync("chmod", ["+x", file]);
    symlinkSync(file, command());
    writeFileSync(path.join(folder, "Pulumi.prod.yaml"), CONFIG);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("plans", () => {
    const { status, stdout, stderr } = run(PLAN);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(stdout.split("\n")[0]).to.equal(
      "Plan of findings in stack prod: 2 Regions to a new bucket in us-east-1, 19 resources; GuardDuty will be able to export; 1 not checked",
    );
  });

  it("prints the permissions", () => {
    const { status, stdout } = run(["permissions", "--stack", "prod", "--format", "json"]);
    expect(status).to.equal(0);
    expect(Object.keys(JSON.parse(stdout) as object)).to.deep.equal(["administrator"]);
  });

  it("ends with 2 when it cannot run", () => {
    const { status, stdout, stderr } = run(["plan", "--stack", "dev"]);
    expect({ status, stdout, stderr }).to.deep.equal({
      status: 2,
      stdout: "",
      stderr:
        "Pulumi.dev.yaml: not found; stacks with a configuration file here: prod\n  Fix: Pass one of them as --stack, or create the file. (stackFileMissing)\n",
    });
  });

  it("loads nothing of Pulumi and AWS to plan", () => {
    const hook = path.join(folder, "hook.js");
    writeFileSync(
      hook,
      'process.on("exit", () => require("fs").writeFileSync("loaded.json", JSON.stringify(Object.keys(require.cache))));',
    );
    for (const format of ["table", "markdown", "json"]) {
      run([...PLAN, "--format", format], { NODE_OPTIONS: `--require ${hook}` });
      const loaded = JSON.parse(readFileSync(path.join(folder, "loaded.json"), "utf8")) as string[];
      expect(loaded.some((file) => file.includes("/commander/"))).to.equal(true);
      expect(loaded.filter((file) => /@pulumi|@aws-sdk|@smithy|grpc/.test(file))).to.deep.equal([]);
    }
  });
});
