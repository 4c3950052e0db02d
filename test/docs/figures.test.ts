import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";

import { readArgs } from "../../rules/args";
import { planExport } from "../../rules/plan";
import { POLICY_LIMITS } from "../../rules/policies";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import { deployed } from "../../testing/live/run";
import { ROOT } from "./markdown";

const grouped = (bytes: number) => bytes.toLocaleString("en-US");

/** The bytes of the bucket policy for one account in every Region that is listed. */
function bucketBytes(regions: string[]): number {
  const { settings, problems } = readArgs("findings", { regions, homeRegion: "us-east-1" });
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  const owner = { project: "p", stack: "s", component: "findings" };
  return planExport({ owner, settings }).policies.bucket.bytes;
}

describe("Figures in documents", () => {
  const regions = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
  const bytes = bucketBytes(regions);
  const cases: [file: string, sentence: string][] = [
    [
      "docs/faq.md",
      `${grouped(bytes)} of ${grouped(POLICY_LIMITS.bucket)} bytes for one account in ${regions.length}`,
    ],
    ["CHANGELOG.md", `${grouped(bytes)} bytes for ${regions.length} Regions`],
    ...[
      "docs/statements.md",
      "docs/adopting.md",
      "docs/decisions/0001-one-set-of-statements.md",
    ].flatMap((file): [string, string][] => [
      [file, grouped(POLICY_LIMITS.bucket)],
      [file, grouped(POLICY_LIMITS.key)],
    ]),
  ];
  for (const [file, sentence] of cases) {
    it(`are those of the code: ${file}: ${sentence}`, () => {
      expect(readFileSync(path.join(ROOT, file), "utf8")).to.contain(sentence);
    });
  }

  it("of the calls of status are those that it makes in 34 Regions", async () => {
    const stack = await deployed({ regions, homeRegion: "us-east-1" });
    await stack.run(["status", "--stack", "prod"]);
    await stack.close();
    const made = stack.sandbox.cloud.calls.length;
    expect(readFileSync(path.join(ROOT, "docs/command.md"), "utf8")).to.contain(
      `${regions.length} Regions of one account take ${made} calls`,
    );
    const costs = readFileSync(path.join(ROOT, "docs/costs.md"), "utf8");
    const [, formula] = /`status` makes `([^`]+)` calls/.exec(costs) ?? [];
    expect(runInNewContext(formula as string, { R: regions.length, A: 1 })).to.equal(made);
  });

  it("of resources stand in what plan prints, which test/docs/commands.test.ts compares, and in no sentence", () => {
    const files = readdirSync(path.join(ROOT, "docs"))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${name}`);
    const lines = ["README.md", ...files].flatMap(
      (file) =>
        readFileSync(path.join(ROOT, file), "utf8").match(/^.*\b\d+ resources\b.*$/gm) ?? [],
    );
    expect(lines).to.have.length.greaterThan(3);
    expect(lines.filter((line) => !line.startsWith("Plan of "))).to.deep.equal([]);
  });

  it("of 34 Regions with exact detectors are at most 10,300 bytes of bucket policy", () => {
    expect([regions.length, bytes <= 10_300]).to.deep.equal([34, true]);
  });

  it("in bytes are none but these", () => {
    const known = new Set([bytes, POLICY_LIMITS.bucket, POLICY_LIMITS.key].map(grouped));
    const files = ["docs/faq.md", "docs/statements.md", "docs/adopting.md", "README.md"];
    const unknown = files.flatMap((file) =>
      [...readFileSync(path.join(ROOT, file), "utf8").matchAll(/\d{1,2},\d{3}(?=[^\n]{0,40}byte)/g)]
        .map(([figure]) => figure)
        .filter((figure) => !known.has(figure))
        .map((figure) => `${file}: ${figure}`),
    );
    expect(unknown).to.deep.equal([]);
  });
});
