import { expect } from "chai";
import { readFileSync } from "node:fs";

import { FINDINGS } from "../../rules/findings";
import { PAGE_FILE, pageText } from "../../tools/errors/page";

describe("docs/errors.md", () => {
  it("has every finding of the registry: npm run errors", async () => {
    const text = readFileSync(PAGE_FILE, "utf8");
    expect(text).to.equal(await pageText());
    const listed = [...text.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, id]) => id);
    expect(listed.sort()).to.deep.equal(Object.keys(FINDINGS).sort());
  });
});
