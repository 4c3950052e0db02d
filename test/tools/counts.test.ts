import { expect } from "chai";

import {
  colonSplits,
  componentFolders,
  importCircles,
  sentenceComparisons,
  trackedFiles,
} from "../../tools/counts/code";
import { wordsIn, wordsOfFiles } from "../../tools/counts/vocabulary";

/** Former names are listed for users, and the words are named where they are counted. */
const NOT_COUNTED = /^(CHANGELOG\.md|tools\/counts\/|test\/tools\/counts\.test\.ts)/;

describe("The structure of the code", () => {
  const files = trackedFiles();

  it("has no import circles", async () => {
    expect(await importCircles(files)).to.deep.equal([]);
  });

  it("compares no sentences outside tests", async () => {
    expect(await sentenceComparisons(files)).to.deep.equal([]);
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
