import { expect } from "chai";
import { readFileSync } from "node:fs";

import { CHANGES } from "../../rules/changes";
import { FINDINGS } from "../../rules/findings";
import { LOG_LINE_IDS } from "../../rules/findings/logged";
import { TEXTS } from "../../rules/problems";
import { PAGE_FILE, pageText } from "../../tools/errors/page";
import { parse } from "../docs/markdown";

const IDS = [
  ...new Set([
    ...Object.keys(FINDINGS),
    ...Object.keys(TEXTS),
    ...LOG_LINE_IDS,
    ...Object.keys(CHANGES),
  ]),
];

describe("docs/errors.md", () => {
  it("has every finding, problem, log line and change: npm run errors", async () => {
    const text = readFileSync(PAGE_FILE, "utf8");
    expect(text).to.equal(await pageText());
    const listed = [...text.matchAll(/^### (\S+)$/gm)].map(([, id]) => id);
    expect(listed.sort()).to.deep.equal([...IDS].sort());
  });

  it("has each as a heading that can be linked to", () => {
    const text = readFileSync(PAGE_FILE, "utf8");
    const { anchors } = parse("docs/errors.md", text);
    const headings = text.match(/^#{1,6} .+$/gm) ?? [];
    expect([...anchors]).to.include.members(IDS.map((id) => id.toLowerCase()));
    // Otherwise the second of two has a number in its link.
    expect(anchors.size).to.equal(headings.length);
  });
});
