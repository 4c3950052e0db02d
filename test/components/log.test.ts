import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { logWarning } from "../../components/shared/log";
import { logged, LOG_LINE_IDS } from "../../rules/findings/logged";
import type { Identified } from "../../rules/texts/identified";
import { GuardDutyExport } from "../../index";
import { record } from "../../testing/recorder";
import { trackedFiles } from "../../tools/counts/code";
import { ROOT } from "../docs/markdown";

/** The one file that may use each; what it takes ends with an id, by its type. */
const MAKERS: { [pattern: string]: string[] } = {
  "pulumi\\.log\\.": ["components/shared/log.ts"],
  "new pulumi\\.ResourceError\\(": ["components/shared/failure.ts"],
  "new pulumi\\.RunError\\(": ["components/shared/requireEngine.ts", "stacks/config.ts"],
  "extends pulumi\\.InputPropertiesError": ["components/shared/argsError.ts"],
};

/** Casts to a text with an id, of an error that has one already. */
const CASTS = [
  "components/export/destinations.ts",
  "components/lists/bucketOwner.ts",
  "rules/problems/render.ts",
  "rules/texts/findings.ts",
  "rules/texts/identified.ts",
];

const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

describe("The log of a deployment", () => {
  const sources = trackedFiles().filter((file) => /^(components|stacks|rules)\/.*\.ts$/.test(file));
  const filesWith = (pattern: string) =>
    sources.filter((file) => new RegExp(pattern).test(textOf(file)));

  for (const [pattern, files] of Object.entries(MAKERS)) {
    it(`has lines and errors with ids alone: ${pattern}`, () => {
      expect(filesWith(pattern)).to.deep.equal(files);
    });
  }

  it("takes no other text for one with an id", () => {
    expect(filesWith("\\bas Identified\\b")).to.deep.equal(CASTS);
  });

  it("has at the end of each line the id of a heading of docs/errors.md", async () => {
    const { logs, loggedIds } = await record(
      () => new GuardDutyExport("findings", { regions: ["us-east-1", "nz-north-1"] }),
      { preview: true },
    );
    expect(loggedIds).to.have.length(logs.length);
    expect(loggedIds).to.include.members(["regionNotListed", "providerProcesses"]);
    const page = textOf("docs/errors.md");
    for (const id of [...loggedIds, ...LOG_LINE_IDS]) expect(page).to.contain(`\n### ${id}\n`);
  });

  it("is refused by the recorder of tests where a component's line has no id", async () => {
    const body = (text: string) => async () => {
      const component = new GuardDutyExport("findings", { regions: ["us-east-1"] });
      await logWarning(text as Identified, component);
    };
    const failed = await record(body("careful (notAnId)"), { keepErrors: true });
    expect(failed.errors.map(({ message }) => message)).to.deep.equal([
      "no id of docs/errors.md at the end: careful (notAnId)",
    ]);
    const { errors } = await record(body(logged("proofOff", "careful")), { keepErrors: true });
    expect(errors).to.deep.equal([]);
  });
});
