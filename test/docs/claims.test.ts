import { expect } from "chai";
import { existsSync } from "node:fs";
import path from "node:path";

import { documents, ROOT } from "./markdown";

/** Pages that a tool writes. Their texts are in code, where the tests of that code hold them. */
const GENERATED = ["docs/_index.md", "docs/errors.md"];
const GENERATED_PART = /^<!--(\w+)-->$.*?^<!--\/\1-->$/gms;

/**
 * Words with which a sentence claims something of a whole kind, but for a time as in "every 15 minutes".
 * Their like that end in -body are refused in all files by tools/counts.
 */
const WORDS =
  /\b(all|always|any(one|thing|where)?|every(one|thing|where)?(?! (\d+ )?(minute|hour|day|month|year)s?\b)|never|no one|none|nothing|only)\b/i;

/** A test file, by a link or by its path. */
const TEST_FILE = /(?<=^|[\s`([]|\.\.\/)test\/[\w./-]+\.test\.(?:ts|mjs)\b/gm;

const AWS_PAGE = /^https:\/\/docs\.aws\.amazon\.com\//;
const AWS_LINK = "(a page of AWS)";

/** Sentences that claim nothing of the product, by kind. */
const NO_CLAIM: { [kind: string]: RegExp } = {
  /** The reader asks; the text below answers. */
  question: /\?$/,
  /** The reader acts. */
  instruction: /^(?:\| )?(?:Compare|Run|Set|Use)\b/,
  /** AWS claims it, on the page that the sentence links. */
  "fact of AWS": /\(a page of AWS\)/,
  /** A cell of one word is a value of its column, as "none" of a condition. */
  value: /^\| \w+$/,
  /** A value too: that of a setting that is left out. */
  default: /^(?:\| )?Defaults to none$/,
};

/** The paragraphs, list items, headings and table rows of a document, without its generated parts. */
function passages(prose: string): string[] {
  const urls = new Map(
    [...prose.matchAll(/^\[(\w+)\]: (\S+)$/gm)].map((match) => [
      match[1] as string,
      match[2] as string,
    ]),
  );
  return prose
    .replace(GENERATED_PART, "")
    .replace(/^\[\w+\]: .*$/gm, "")
    .split(/\n{2,}|\n(?=\s*(?:- |\||#|\d+\. ))/)
    .map((text) =>
      text.trim().replace(/\]\[(\w+)\]/g, (_, label: string) => `](${urls.get(label) ?? ""})`),
    )
    .filter((text) => text !== "");
}

/** The sentences of a passage without code, quotations and options of forms; those of a row begin with a bar. */
function sentences(passage: string): string[] {
  const bare = passage
    .replace(/!?\[([^\]]*)\]\(([^)]*)\)/g, (_, label: string, url: string) =>
      AWS_PAGE.test(url) ? `${label} ${AWS_LINK}` : label,
    )
    .replace(/`[^`]*`|"[^"]*"|\| \*\*[^*|]+\*\*(?= *\|)/g, "…")
    .replace(/^(?:- |#+ |\d+\. )|\*\*/g, "");
  const cells = bare.startsWith("|") ? bare.split(/(?=\|)/) : [bare];
  return cells
    .flatMap((cell) => cell.replace(/\s+/g, " ").split(/(?<=\?) |[.:;](?: |$)/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

const testsIn = (text: string) => [...text.matchAll(TEST_FILE)].map(([file]) => file);
const isThere = (file: string) => existsSync(path.join(ROOT, file));

const kindsOf = (sentence: string) =>
  Object.keys(NO_CLAIM).filter((kind) => NO_CLAIM[kind]!.test(sentence));
const withWord = (passage: string) => sentences(passage).filter((sentence) => WORDS.test(sentence));

/** Sentences of a document that claim with one of these words, in passages that name no test. */
const claims = (prose: string): string[] =>
  passages(prose)
    .filter((passage) => testsIn(passage).length === 0)
    .flatMap(withWord)
    .filter((sentence) => kindsOf(sentence).length === 0);

const guides = documents().filter(
  ({ file }) =>
    /^(?:README|docs\/(?:playbooks\/|decisions\/)?[\w-]+)\.md$/.test(file) &&
    !GENERATED.includes(file),
);

describe("Claims of every, all, never and their like in documents", () => {
  it("name the test that holds them, or say it without the word", () => {
    expect(guides.length).to.be.greaterThan(20);
    const found = guides.flatMap(({ file, prose }) =>
      claims(prose).map((sentence) => `${file}: ${sentence}`),
    );
    expect(found).to.deep.equal([]);
  });

  it("name tests that exist", () => {
    const missing = guides.flatMap(({ file, prose }) =>
      testsIn(prose)
        .filter((test) => !isThere(test))
        .map((test) => `${file}: ${test}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it("are distinguished from sentences that claim nothing by kinds that each occur", () => {
    const kinds = guides.flatMap(({ prose }) => passages(prose).flatMap(withWord).flatMap(kindsOf));
    expect(Object.keys(NO_CLAIM).filter((kind) => !kinds.includes(kind))).to.deep.equal([]);
  });

  const CASES: [what: string, prose: string, found: string[]][] = [
    ["a sentence with a time", "It asks all Regions every day.", ["It asks all Regions every day"]],
    ["a paragraph", "It writes.\nIt never\nreads; it asks.", ["It never reads"]],
    ["a heading", "## All is well\n\nText.", ["All is well"]],
    ["an item", "- It is.\n- Nothing\n  goes: ever.", ["Nothing goes"]],
    ["the cells of a row", "| a | only b |\n| all | c |", ["| only b"]],
    ["one word in a paragraph", "It costs: nothing.", ["nothing"]],
    ["a passage next to one with a test", "None: `test/a.test.ts`.\n\nOnly so.", ["Only so"]],
    [
      "a sentence next to a link of AWS",
      "[It](https://docs.aws.amazon.com/) is. It never is.",
      ["It never is"],
    ],
    ["a link to another site", "[No one](https://example.com/) reads.", ["No one reads"]],
    ["a path that is no test", "Always: `test/docs/markdown.ts`.", ["Always"]],
  ];
  for (const [what, prose, found] of CASES) {
    it(`are found in ${what}`, () => {
      expect(claims(prose)).to.deep.equal(found);
    });
  }

  const OTHERS: [what: string, prose: string][] = [
    ["names a test by a link", "It never is ([a](../test/rules/a.test.ts))."],
    ["names a test by its path", "| never | it is (tested: `test/rules/a.test.mjs`) |"],
    ["is code or quoted", 'It takes `ALL`, and says "nothing to do".'],
    ["has an option of a form", "| Deletion | **Never delete files** | |"],
    ["is generated", "<!--keys-->\n\n| a | never b |\n\n<!--/keys-->"],
    ["links AWS's page", "AWS never does it ([page][p]).\n\n[p]: https://docs.aws.amazon.com/s3/"],
    ["asks", "### Why are all Regions there? Why?"],
    ["instructs", "Run it only once."],
    ["is a value", "| `key` | none |\n| `bucket` | a file. Defaults to none |"],
    ["is a time", "It runs every 15 minutes, and every day."],
  ];
  for (const [what, prose] of OTHERS) {
    it(`are not in what ${what}`, () => {
      expect(claims(prose)).to.deep.equal([]);
    });
  }
});
