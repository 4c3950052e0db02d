import { expect } from "chai";

import { documents } from "./markdown";

/** Longer sentences are read twice. */
const WORDS = 40;

/** Written by `npm run`, or about decisions of the code, which quote. */
const LEFT_OUT = /^docs\/(errors|sandbox-operations|decisions\/.*)\.md$|^CHANGELOG\.md$/;

/** Sentences without their author in them: who says it, or what the reader does, is missing. */
const WITHOUT_AUTHOR = /\b(is|are|was|were|be) said\b/;

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of paragraphs and list items; tables, headings and code blocks are none. */
function sentencesOf(prose: string): string[] {
  const blocks = prose
    .replace(/^ *(\||#|\[[\w-]+\]:).*$/gm, "")
    .replace(/^ *```[^]*?^ *```$/gm, "")
    .split(/\n\s*\n|\n *(?:- |\d+\. )/);
  return blocks.flatMap((block) => {
    // Code is one word, whatever stands in it, and may begin a sentence.
    const words = block
      .replace(/\s+/g, " ")
      .replace(/`[^`]*`/g, "Code")
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    return [...segmenter.segment(words)].map(({ segment }) => segment.trim());
  });
}

const long = (text: string) => sentencesOf(text).filter((one) => one.split(" ").length > WORDS);
const withoutAuthor = (text: string) => sentencesOf(text).filter((one) => WITHOUT_AUTHOR.test(one));

describe("The prose of the guides", () => {
  const guides = documents().filter(({ file }) => !LEFT_OUT.test(file));
  const found = (check: (prose: string) => string[]) =>
    guides.flatMap(({ file, prose }) => check(prose).map((sentence) => `${file}: ${sentence}`));

  it(`has no sentence of more than ${WORDS} words`, () => {
    expect(found(long)).to.deep.equal([]);
  });

  it("says who says or does something", () => {
    expect(found(withoutAuthor)).to.deep.equal([]);
  });

  it("is checked sentence by sentence, with code as one word", () => {
    const words = (count: number) => Array<string>(count).fill("word").join(" ");
    expect(long(`${words(WORDS)}.`)).to.deep.equal([]);
    expect(long(`${words(WORDS + 1)}.`)).to.have.length(1);
    expect(long(`${words(30)}.\nA ${words(30)}.`)).to.deep.equal([]);
    expect(long(`- ${words(30)}\n- ${words(30)}`)).to.deep.equal([]);
    expect(long(`${words(WORDS - 1)} \`${words(9)}\`.`)).to.deep.equal([]);
    expect(withoutAuthor("The setting is said. It says so.")).to.deep.equal([
      "The setting is said.",
    ]);
  });
});
