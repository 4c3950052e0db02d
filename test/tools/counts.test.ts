import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { colonSplits, componentFolders, trackedFiles } from "../../tools/counts/code";
import { wordsIn, wordsOfFiles } from "../../tools/counts/vocabulary";

/** Former names are listed for users, and the words are named where they are counted. */
const NOT_COUNTED =
  /^(CHANGELOG\.md|tools\/counts\/|test\/tools\/counts\.test\.ts|test\/docs\/prose\.test\.ts)/;

const CODE = /\.[cm]?[jt]s$/;
const OFF = /eslint-disable.*\btexts\/sentences\b/;
const textOf = (file: string) => readFileSync(path.join(__dirname, "../..", file), "utf8");

describe("The structure of the code", () => {
  const files = trackedFiles();

  it("is held by make lint to no import circles and no comparisons with sentences", () => {
    const { scripts } = JSON.parse(textOf("package.json")) as {
      scripts: { [name: string]: string };
    };
    expect(scripts["lint"]).to.match(/^eslint \. && npm run --silent lint:circles/);
    expect(scripts["lint:circles"]).to.contain("--exit-code circular:1");
    expect(textOf("eslint.config.mjs")).to.contain('"texts/sentences": "error"');
    const off = files.filter((file) => CODE.test(file) && OFF.test(textOf(file)));
    expect(off).to.deep.equal([]);
  });

  it("parses ARNs in one file: nothing else splits texts at colons", () => {
    expect(colonSplits(files)).to.deep.equal([]);
  });

  it("has at most twelve folders of components", () => {
    expect(componentFolders().length).to.be.within(1, 12);
  });

  it("has none of the words that have others", () => {
    const counted = files.filter((file) => !NOT_COUNTED.test(file));
    expect(counted.length).to.be.greaterThan(1000);
    expect(wordsOfFiles(counted)).to.deep.equal([]);
  });
});

describe("Words that have others", () => {
  const found: [text: string, word: string][] = [
    ["export function isForeignDetector() {}", "foreign"],
    ["const OTHERS_TOLD = 1;", "told"],
    ["// Nobody reads it.", "nobody"],
    ["const place = 1;", "place"],
    ["interface FindingsPlace {}", "place"],
    ['const text = "Mend: run it";', "mend"],
  ];
  for (const [text, word] of found) {
    it(`are found in ${text}`, () => {
      expect(wordsIn("a.ts", text).map((hit) => hit.replace(/ ->.*/, ""))).to.deep.equal([
        `a.ts:1: ${word}`,
      ]);
    });
  }

  it("are found in the names of files", () => {
    expect(wordsIn("rules/lookPlace.ts", "")).to.have.length(2);
  });

  const plain = [
    "// The key is changed in place, and takes the place of another.",
    "const lookup = eventFirstSeen;",
    'const pattern = { "anything-but": [] };',
    "// Amendments recommend the foreignness of intellectuals.",
  ];
  for (const text of plain) {
    it(`are not seen in ${text}`, () => {
      expect(wordsIn("a.ts", text)).to.deep.equal([]);
    });
  }
});
