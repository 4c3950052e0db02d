import { expect } from "chai";
import { ESLint } from "eslint";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");

describe("lint", () => {
  // The files are not on disk, so the rule that needs types is off.
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: false } },
      rules: { "@typescript-eslint/no-floating-promises": "off" },
    },
  });
  const problems = async (filePath: string, text: string) => {
    const [result] = await eslint.lintText(text, { filePath: path.join(ROOT, filePath) });
    return (result?.messages ?? []).map((m) => `${m.ruleId}: ${m.message}`);
  };

  const refused: [file: string, text: string, why: string][] = [
    ["rules/a.ts", 'export * from "../components/x";', "rules must not import from components"],
    ["rules/deep/a.ts", 'export { x } from "../../sandbox/x";', "it may import from no other room"],
    ["rules/a.ts", 'import "@pulumi/pulumi";', "rules are plain data in"],
    ["rules/a.ts", 'import "node:fs/promises";', "rules do no I/O"],
    ["components/a.ts", 'import "../stacks";', "components must not import from stacks"],
    ["components/a.ts", 'import "@aws-sdk/client-s3";', "AWS is called from aws only"],
    ["components/a.ts", 'export type X = import("../cli/x").X;', "must not import from cli"],
    ["rules/a.ts", 'export type X = import("./b").X;', "the search for circles"],
    ["health/a.ts", 'import "@aws-sdk/client-s3";', "AWS is called from aws only"],
    ["health/a.ts", 'import "../components/x";', "health must not import from components"],
    ["stacks/index.ts", 'import "../sandbox/main";', "stacks must not import from sandbox"],
    ["cli/a.ts", 'export const x = import("../test/x");', "cli must not import from test"],
    ["sandbox/world/a.ts", 'import "../../components/x";', "it may import from rules"],
    ["sandbox/world/a.ts", 'import "../cloud/arn";', "sandbox/world/ must not import"],
    ["sandbox/a.ts", 'import "@cloud-copilot/iam-simulate";', "keeps it out of the package"],
    ["policy/a.ts", 'import "../components/x";', "policy must not import from components"],
    ["index.ts", 'export * from "./stacks/index";', "index must not import from stacks"],
  ];
  for (const [file, text, why] of refused) {
    it(`refuses ${text} in ${file}`, async () => {
      const found = await problems(file, text);
      expect(found).to.have.length(1);
      expect(found[0]).to.match(/^rooms\/arrows: /);
      expect(found[0]).to.contain(why);
    });
  }

  it("lets the arrows of the design through", async () => {
    const allowed: [file: string, text: string][] = [
      ["index.ts", 'export * from "./components/x"; export * from "./rules/x";'],
      ["rules/deep/a.ts", 'import "../b"; import "zod"; import "node:crypto"; import "net";'],
      ["components/a.ts", 'import "../rules/x"; import "@pulumi/aws/s3";'],
      ["cli/a.ts", 'import "../rules/x"; import "../components/x"; import "../aws/x";'],
      ["aws/a.ts", 'import "../rules/x"; import "@aws-sdk/client-s3";'],
      ["health/a.ts", 'import "../rules/x"; import "../aws/x";'],
      ["sandbox/http/a.ts", 'import "../../rules/x"; import "../world/x"; import "node:http";'],
      ["test/e2e/a.ts", 'import "../../sandbox/x"; import "@cloud-copilot/iam-simulate";'],
      ["bench/a.ts", 'import "../sandbox/x"; import "../components/x";'],
    ];
    for (const [file, text] of allowed) expect(await problems(file, text), file).to.deep.equal([]);
  });

  const sentences: [text: string, refused: boolean][] = [
    ['export const is = (a: string) => a === "no such bucket";', true],
    ['export const is = (a: string) => "no such bucket" !== a;', true],
    ["export const is = (a: string, b: string) => a === `no bucket ${b}`;", true],
    ['const NONE = "no such bucket"; export const is = (a: string) => a === NONE;', true],
    ['export const is = (a: string) => a.includes("no such");', true],
    ['export const is = (a: string) => a.startsWith("- ");', true],
    ['export const is = (a: string) => a.endsWith(" TLS");', true],
    ['export const is = (a: string) => a.indexOf("no such") > 0;', true],
    ['export const is = (a: string) => a.match("no such");', true],
    ["export const is = (a: string) => a.match(/no such/);", true],
    ["export const is = (a: string) => /no such/.test(a);", true],
    ["const NONE = /no such/; export const is = (a: string) => NONE.exec(a);", true],
    ['export const is = (a: string) => a.replace("no such", "no");', true],
    ['export const is = (a: string) => ["no such", "none"].includes(a);', true],
    ['const ALL = ["no such"] as const; export const is = (a: never) => ALL.includes(a);', true],
    ['const ALL = new Set(["no such"]); export const is = (a: string) => ALL.has(a);', true],
    ['export function is(a: string) { switch (a) { case "no such": return 1; } return 2; }', true],
    ['export const is = (a: string) => a === "NoSuchBucket";', false],
    ['export const words = (a: string) => a.split(" ");', false],
    ['export const is = (a: string) => a.includes(" ");', false],
    ["export const fields = (a: string) => /^export (\\w+)=/.exec(a);", false],
    ['export const text = (a: string) => `no such ${a}`.concat("of us");', false],
    ['export const is = (a: string[]) => a.join(" or ").length > 3;', false],
  ];
  for (const [text, refusedAs] of sentences) {
    it(`${refusedAs ? "refuses" : "allows"} ${text}`, async () => {
      const found = await problems("rules/a.ts", text);
      expect(found).to.have.length(refusedAs ? 1 : 0);
      if (refusedAs) expect(found[0]).to.match(/^texts\/sentences: /);
    });
  }

  it("allows sentences in tests", async () => {
    const text = 'export const is = (a: string) => a === "no such bucket";';
    expect(await problems("test/a.ts", text)).to.deep.equal([]);
  });

  it("refuses all of @pulumi/aws in components: it is slow to load", async () => {
    const [found] = await problems("components/a.ts", 'import "@pulumi/aws";');
    expect(found).to.contain("import the one");
  });

  it("refuses what a program does not wait for, in components and stacks", async () => {
    for (const file of ["components/a.ts", "stacks/index.ts"]) {
      const [found] = await problems(
        file,
        "export const warn = (of: { apply(run: () => void): void }) => { of.apply(() => {}); };",
      );
      expect(found).to.contain("use onceKnown");
    }
  });

  it("refuses tests that are left out", async () => {
    for (const text of ['it.only("x");', 'describe.skip("x");', 'xit("x");']) {
      const [problem] = await problems("test/a.test.ts", text);
      expect(problem).to.contain("Every test runs, always.");
    }
  });
});
