import { expect } from "chai";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import ts from "typescript";

import type { Tarball } from "./pack";
import { pack, ROOT } from "./pack";

const MEGABYTE = 1_000_000;

/** What the package holds, by folder or file of its top level. */
const ALLOWED = [
  "CHANGELOG.md",
  "LICENSE",
  "PulumiPlugin.yaml",
  "README.md",
  "components",
  "dist",
  "index.ts",
  "package.json",
  "rules",
  "schema.json",
  "tools",
  "tsconfig.json",
];

describe("The npm package", () => {
  let packed: Tarball;
  before(async () => {
    packed = await pack();
  });

  it("is below 5 MB when unpacked", () => {
    expect(packed.unpackedSize).to.be.lessThan(5 * MEGABYTE);
  });

  it("holds what users and the plugin host need, and nothing else", () => {
    const top = new Set(packed.files.map((file) => file.split("/")[0]));
    expect([...top].sort()).to.deep.equal(ALLOWED);
    const tools = packed.files.filter((file) => file.startsWith("tools/"));
    expect(tools.sort()).to.deep.equal(["tools/preview/comment.mjs", "tools/preview/plan.mjs"]);
  });

  it("has no scripts to run, and nothing that only a checkout needs, in its package.json", async () => {
    const { stdout } = await promisify(execFile)("tar", [
      "-xzOf",
      packed.file,
      "package/package.json",
    ]);
    const manifest = JSON.parse(stdout) as object;
    const whole = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as object;
    const left = Object.keys(whole).filter((part) => !(part in manifest));
    expect(left.sort()).to.deep.equal([
      "allowScripts",
      "devDependencies",
      "files",
      "overrides",
      "scripts",
      "workspaces",
    ]);
    expect(whole).to.deep.include(manifest);
  });

  it("leaves tests, sandbox and stack files at home", () => {
    const private_ = /^(dist\/)?(test|sandbox|bench|fixtures)\/|\.test\.|Pulumi\..*\.yaml$/;
    expect(packed.files.filter((file) => private_.test(file))).to.deep.equal([]);
  });

  it("has JavaScript and the source of every module", () => {
    const sources = packed.files.filter((file) =>
      /^(index|components\/.*|rules\/.*)\.ts$/.test(file),
    );
    expect(sources).to.include.members([
      "index.ts",
      "components/export/args/index.ts",
      "rules/plan/index.ts",
    ]);
    const built = sources.map((file) => `dist/${file.slice(0, -".ts".length)}.js`);
    expect(packed.files).to.include.members(built);
  });

  it("has the declarations that its entries are made of, and no other", async () => {
    const entries = ["package/dist/index.d.ts", "package/dist/mocks/index.d.ts"];
    const folder = mkdtempSync(path.join(os.tmpdir(), "declarations-"));
    try {
      await promisify(execFile)("tar", ["-xzf", packed.file, "-C", folder]);
      const program = ts.createProgram(
        entries.map((file) => path.join(folder, file)),
        { types: [], skipLibCheck: true },
      );
      const read = program
        .getSourceFiles()
        .map(({ fileName }) => path.relative(path.join(folder, "package"), fileName))
        .filter((file) => file.startsWith("dist/"));
      expect(packed.files.filter((file) => file.endsWith(".d.ts")).sort()).to.deep.equal(
        read.sort(),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("has the command, once that is in the project", () => {
    if (existsSync(path.join(ROOT, "cli/index.ts"))) {
      expect(packed.files).to.include("dist/cli/index.js");
    }
    const { bin = {} } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      bin?: { [name: string]: string };
    };
    for (const file of Object.values(bin)) {
      expect(packed.files).to.include(path.normalize(file));
      // npx of a checkout links it once, and runs what later builds write.
      expect(statSync(path.join(ROOT, file)).mode & 0o111, file).to.equal(0o111);
    }
  });

  it("documents what it declares", () => {
    const declarations = readFileSync(
      path.join(ROOT, "dist/components/export/args/index.d.ts"),
      "utf8",
    );
    expect(declarations).to.contain("/** Region of the bucket and the key. Defaults to the first");
  });
});
