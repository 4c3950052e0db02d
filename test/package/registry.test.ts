import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { packageSchema, registryMetadata } from "../../tools/release/packageSchema";
import { REGISTRY_PAGE, registryPage, registryProblems } from "../../tools/release/registry";
import { ROOT } from "./pack";

const repository = { url: "git+https://github.com/acme/guardduty-export.git" };
const released = {
  description: "x",
  ...registryMetadata({ license: "x", keywords: [], repository }),
};

describe("What the Pulumi Registry needs", () => {
  it("is there once the repository is known", () => {
    expect(registryProblems(released)).to.deep.equal([]);
  });

  for (const part of Object.keys(released)) {
    it(`is not there without ${part}`, () => {
      const { [part as "license"]: _, ...rest } = released;
      expect(registryProblems(rest)).to.include(`schema.json: ${part} is missing`);
    });
  }

  it("is the repository alone for the schema that is checked in", () => {
    expect(registryProblems({ ...packageSchema() })).to.deep.equal(
      ["homepage", "logoUrl", "pluginDownloadURL", "repository"].map(
        (part) => `schema.json: ${part} is missing`,
      ),
    );
  });

  it("has the example of each language as it is in examples: npm run schema:package", () => {
    expect(readFileSync(REGISTRY_PAGE, "utf8")).to.equal(registryPage());
  });

  it("has the logo that the schema names", () => {
    const [, file = ""] = /main\/(.*)$/.exec((released as { logoUrl: string }).logoUrl) ?? [];
    expect(existsSync(path.join(ROOT, file)), file).to.equal(true);
  });
});
