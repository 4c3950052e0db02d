import { expect } from "chai";
import { readFileSync } from "node:fs";

import { CHANGES } from "../../rules/changes";
import { FINDINGS } from "../../rules/findings";
import { PAGE_FILE, pageText } from "../../tools/errors/page";

describe("docs/errors.md", () => {
  it("has every finding and every change: npm run errors", async () => {
    const text = readFileSync(PAGE_FILE, "utf8");
    expect(text).to.equal(await pageText());
    const listed = [...text.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, id]) => id);
    expect(listed.sort()).to.deep.equal([...Object.keys(FINDINGS), ...Object.keys(CHANGES)].sort());
  });
});
