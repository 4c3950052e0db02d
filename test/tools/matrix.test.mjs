import { expect } from "chai";
import fs from "node:fs";
import { parse } from "yaml";
import { chosen, COMBINATIONS, PULUMI, table } from "../../tools/matrix/combinations.mjs";

const names = (combinations) => combinations.map(({ node, pulumi }) => `${node} ${pulumi}`);
const files = (suite) =>
  COMBINATIONS.flatMap(({ suites }) => suites).find(([name]) => name === suite)[1];

describe("the matrix of versions", () => {
  it("starts at the oldest Node.js that package.json accepts, with both ends of Pulumi", () => {
    const { engines } = JSON.parse(fs.readFileSync("package.json", "utf8"));
    const [oldest] = COMBINATIONS.map(({ node }) => node);
    expect(engines.node).to.equal(`>=${oldest}`);
    const of = COMBINATIONS.filter(({ node }) => node === oldest);
    expect(names(of)).to.deep.equal(["22 oldest", "22 newest"]);
  });

  it("is the one that the CI workflow runs, on the same engines", () => {
    const { jobs } = parse(fs.readFileSync(".github/workflows/ci.yml", "utf8"));
    expect(jobs.matrix.strategy.matrix.include).to.deep.equal(
      COMBINATIONS.map(({ node, pulumi }) => ({ node, pulumi, engine: PULUMI[pulumi] })),
    );
  });

  it("names end-to-end tests that are there", () => {
    expect(files("e2e")).to.have.length(3);
    for (const file of files("e2e")) expect(fs.existsSync(file), file).to.equal(true);
  });

  it("runs what its options name", () => {
    expect(names(chosen({}))).to.deep.equal(names(COMBINATIONS));
    expect(names(chosen({ pulumi: "oldest" }))).to.deep.equal(["22 oldest", "24 oldest"]);
    const [only, ...more] = chosen({ node: "24", pulumi: "newest", suite: "e2e" });
    expect(more).to.deep.equal([]);
    expect(only.suites).to.deep.equal([["e2e", files("e2e")]]);
    expect(names(chosen({ suite: "command" }))).to.deep.equal(["26 newest"]);
  });

  it("lists what there is when its options name nothing", () => {
    expect(() => chosen({ node: "20" })).to.throw(
      /^no combination has --node 20\. Fix: choose from\n {2}--node 22 --pulumi oldest --suite unit\n/,
    );
    expect(() => chosen({ node: "26", suite: "e2e" })).to.throw("--node 26 --suite e2e");
  });

  it("prints what did not run as such", () => {
    const results = [
      { node: 22, sdk: "3.257.0", engine: "3.257.0", sums: { unit: "2 passed, 0 failed" } },
      { node: 26, sdk: "3.276.0", engine: "3.276.0", sums: { command: "1 passed, 1 failed" } },
    ];
    expect(table(results).split("\n")).to.deep.equal([
      "| Node.js | Pulumi SDK | Pulumi engine | unit | command |",
      "| --- | --- | --- | --- | --- |",
      "| 22 | 3.257.0 | 3.257.0 | 2 passed, 0 failed | not run |",
      "| 26 | 3.276.0 | 3.276.0 | not run | 1 passed, 1 failed |",
    ]);
  });
});
