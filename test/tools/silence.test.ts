import { expect } from "chai";
import { readFileSync } from "node:fs";

import { WAYS } from "../../testing/silence/ways";
import { PAGE_FILE, pageText } from "../../tools/silence/page";

describe("docs/silence.md", () => {
  it("has every way to silence an export: npm run silence", async () => {
    const text = readFileSync(PAGE_FILE, "utf8");
    expect(text).to.equal(await pageText());
    const rows = [...text.matchAll(/^\| `\w+:\w+`/gm)];
    expect(rows).to.have.length(WAYS.length);
  });
});
