import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { SCREENS } from "../../tools/pictures/screens";
import { svgOf } from "../../tools/pictures/svg";
import { documents, ROOT } from "./markdown";

const FOLDER = "docs/pictures";

describe("The pictures of the command", () => {
  for (const [name, screen] of Object.entries(SCREENS)) {
    it(`show what it prints: ${name} (npm run pictures)`, async () => {
      const file = path.join(ROOT, FOLDER, `${name}.svg`);
      expect(readFileSync(file, "utf8")).to.equal(svgOf(await screen()));
    });
  }

  it("are each shown in a document", () => {
    const shown = documents().flatMap(({ text }) =>
      [...text.matchAll(/!\[.+\]\(.*pictures\/([\w.-]+)\)/g)].map(([, file]) => file as string),
    );
    expect([...new Set(shown)]).to.have.members(readdirSync(path.join(ROOT, FOLDER)));
  });
});

/** Images of a text: those of markdown, and those of HTML. */
function imagesOf(text: string): { alt: string; source: string }[] {
  const markdown = [...text.matchAll(/!\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g)];
  const html = [...text.matchAll(/<img\b[^>]*>/g)].map(([tag]) => [
    ...[tag, /\balt="([^"]*)"/.exec(tag)?.[1] ?? "", /\bsrc="([^"]*)"/.exec(tag)?.[1] ?? ""],
  ]);
  return [...markdown, ...html].map(([, alt = "", source = ""]) => ({ alt, source }));
}

/** Fewer words name a picture, and do not say what is on it. */
const ALT_WORDS = 6;

describe("The images of the documents", () => {
  const withoutAlt = (text: string) =>
    imagesOf(text).filter(({ alt }) => alt.split(/\s+/).length < ALT_WORDS);

  it("have a text that says what is on them", () => {
    const images = documents().flatMap(({ file, prose }) =>
      imagesOf(prose).map(({ source }) => `${file}: ${source}`),
    );
    expect(images.length).to.be.greaterThan(3);
    const found = documents().flatMap(({ file, prose }) =>
      withoutAlt(prose).map(({ source }) => `${file}: ${source}`),
    );
    expect(found).to.deep.equal([]);
  });

  it("are found as markdown and as HTML", () => {
    const text = '![](a.png) and ![A plan](b.png "c") and <img src="d.svg"> here';
    const sources = withoutAlt(text).map(({ source }) => source);
    expect(sources).to.deep.equal(["a.png", "b.png", "d.svg"]);
  });
});

describe("A picture", () => {
  const picture = (output: string) => svgOf({ command: "x", output, description: "a < b" });

  it("has each text at its column, as wide as in a terminal, in its colour", () => {
    const texts = [...picture("ab  \u001b[32mc & d\u001b[39m").matchAll(/<text .*text>/g)];
    expect(texts.map(([text]) => text)).to.deep.equal([
      '<text x="20" y="34" textLength="8.4" fill="#8b949e">$</text>',
      '<text x="36.8" y="34" textLength="8.4" fill="#d0d7de">x</text>',
      '<text x="20" y="74" textLength="16.8" fill="#d0d7de">ab</text>',
      '<text x="53.6" y="74" textLength="42" fill="#56d364">c &amp; d</text>',
    ]);
  });

  it("draws the lines of a table, so that they meet in every font", () => {
    expect(picture("├─").match(/ d=".*?"/)?.[0]).to.equal(
      ' d="M24.2 70v-10M24.2 70v10M24.2 70h4.2M32.6 70h-4.2M32.6 70h4.2"',
    );
  });

  it("breaks long lines at a space, and is as wide and high as all of it", () => {
    const svg = picture(`  ${"word ".repeat(30)}`);
    expect(svg).to.contain('viewBox="0 0 847 120"');
    const lines = [...svg.matchAll(/<text x="(.*?)".*?>(word.*)<\/text>/g)];
    expect(lines.map(([, left, words]) => [left, words!.split(" ").length])).to.deep.equal([
      ["36.8", 19],
      ["53.6", 11],
    ]);
  });
});
