import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { trackedFiles } from "../../tools/counts/code";
import { checkedDocuments, faultsOfDocuments } from "../../tools/prose";
import { faultsOf, MOST_WORDS } from "../../tools/prose/check";
import { EXCEPTIONS, NAMES, NOT_CHECKED } from "../../tools/prose/exceptions";
import { ROOT } from "./markdown";

const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const words = (count: number) => Array<string>(count).fill("word").join(" ");

describe("The prose of the guides", () => {
  const files = checkedDocuments();

  it("has nothing that the rules of tools/prose refuse", () => {
    expect(files).to.include.members(["README.md", "docs/errors.md", "examples/README.md"]);
    expect(files.length).to.be.greaterThan(50);
    expect(faultsOfDocuments(files)).to.deep.equal([]);
  });

  it("is checked by make lint with the same rules", () => {
    const { scripts } = JSON.parse(textOf("package.json")) as {
      scripts: { [name: string]: string };
    };
    expect(scripts["lint"]).to.contain("&& npm run --silent lint:prose");
    expect(scripts["lint:prose"]).to.equal("node -r ./tools/typescript.cjs tools/prose");
    expect(textOf("tools/prose/index.ts")).to.contain("process.exitCode = 1");
  });

  it("has no exception without a text that needs it", () => {
    const unused = EXCEPTIONS.filter(
      ({ file, text }) => !faultsOf(file, textOf(file), []).some((fault) => fault.includes(text)),
    );
    expect(unused).to.deep.equal([]);
    const tracked = trackedFiles();
    expect(
      NOT_CHECKED.filter(({ pattern }) => !tracked.some((file) => pattern.test(file))),
    ).to.deep.equal([]);
    const headings = files
      .flatMap((file) => textOf(file).match(/^#+ .*$|^title: .*$/gm) ?? [])
      .flatMap((heading) => heading.split(/[^\w']+/));
    expect(NAMES.filter((name) => !headings.some((word) => name.test(word)))).to.deep.equal([]);
  });
});

describe("README.md", () => {
  it("has at most 12,000 bytes, so that it is read to its end", () => {
    expect(Buffer.byteLength(textOf("README.md"))).to.be.at.most(12_000);
  });
});

describe("The rules of prose", () => {
  const refused: [what: string, markdown: string, faults: string[]][] = [
    [
      "a sentence that is too long",
      `# A\n\nShort.\n\n- ${words(MOST_WORDS + 1)}.`,
      [`a.md:5: a sentence of 33 words, of at most 32: ${words(MOST_WORDS + 1)}.`],
    ],
    [
      "one over several lines, after a short one",
      `# A\n\nShort. A ${words(19)}\n${words(13)}.`,
      [`a.md:3: a sentence of 33 words, of at most 32: A ${words(32)}.`],
    ],
    [
      "a passive without an author",
      "# A\n\nThe setting is said.",
      ["a.md:3: is said -> who says or does it"],
    ],
    [
      "the same in a cell",
      "# A\n\n| a |\n| --- |\n| was asked |",
      ["a.md:5: was asked -> who says or does it"],
    ],
    [
      "a word with a line break in it",
      "# A\n\nIt works all the\nsame.",
      ["a.md:3: all the same -> anyway"],
    ],
    ["a word of tools/counts", "# A\n\nWe mend it.", ["a.md:3: mend -> fix"]],
    ["a document that begins below", "## A", ["a.md:1: the first heading is not of level 1: A"]],
    ["two titles", "# A\n\n# B", ["a.md:3: a second heading of level 1: B"]],
    [
      "a level that is skipped",
      "# A\n\n### B",
      ["a.md:3: a heading of level 3 below one of level 1: B"],
    ],
    [
      "a title in capitals",
      "# Deploy The stack",
      ["a.md:1: a heading has capital letters as a title: The: Deploy The stack"],
    ],
    [
      "a heading in lower case",
      "# deploy it",
      ["a.md:1: a heading does not begin with a capital letter: deploy it"],
    ],
    [
      "a heading with a full stop",
      "# Deploy it.",
      ["a.md:1: a heading ends with punctuation: Deploy it."],
    ],
  ];
  for (const [what, markdown, faults] of refused) {
    it(`refuse ${what}`, () => {
      expect(faultsOf("a.md", markdown)).to.deep.equal(faults);
    });
  }

  const accepted: [what: string, markdown: string][] = [
    ["a sentence of the greatest length", `# A\n\n${words(MOST_WORDS)}.`],
    ["two sentences", `# A\n\n${words(30)}.\nA ${words(30)}.`],
    ["two items", `# A\n\n- ${words(30)}\n- ${words(30)}`],
    ["code as one word", `# A\n\n${words(MOST_WORDS - 1)} \`${words(9)}\`.`],
    [
      "the target of a link as no word",
      `# A\n\n${words(MOST_WORDS - 1)} [word](a.md "${words(9)}").`,
    ],
    ["a block of code", `# A\n\n\`\`\`text\n${words(50)} is said\n## b.\n\`\`\``],
    ["a comment", `# A\n\n<!-- ${words(50)} is said -->`],
    ["names in headings", "# Export from GuardDuty's Regions to S3"],
    ["a number and a question in headings", "# A\n\n## 1. Find it. Which policy is wrong?"],
    ["an identifier as a heading", "# Findings\n\n## exportDenied"],
    ["a title of the registry", "---\ntitle: A page\nlayout: package\n---\n\n## B"],
  ];
  for (const [what, markdown] of accepted) {
    it(`accept ${what}`, () => {
      expect(faultsOf("a.md", markdown)).to.deep.equal([]);
    });
  }
});
