import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { trackedFiles } from "../../tools/counts/code";
import {
  FIGURE_SOURCES,
  figuresIn,
  figuresWithoutSource,
  hasFigures,
  sourcesOf,
} from "../../tools/counts/figures";
import { ROOT } from "./markdown";

const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const documents = trackedFiles().filter(hasFigures);
const figures = documents.flatMap((file) =>
  figuresIn(textOf(file)).map((figure) => ({ file, figure })),
);

describe("Figures of README and docs", () => {
  it("are each generated, or have a source in tools/counts/figures", () => {
    expect(documents.length).to.be.greaterThan(40);
    expect(figures.length).to.be.greaterThan(200);
    expect(figuresWithoutSource(documents)).to.deep.equal([]);
  });

  it("need each entry of the list", () => {
    const used = new Set(figures.flatMap(({ file, figure }) => sourcesOf(file, figure)));
    const unused = FIGURE_SOURCES.filter((source) => !used.has(source));
    expect(unused.map((source) => String(source.figures))).to.deep.equal([]);
    const found = new Set(figures.map(({ figure }) => figure.toLowerCase()));
    const listed = FIGURE_SOURCES.flatMap((one) => (Array.isArray(one.figures) ? one.figures : []));
    expect(listed.filter((figure) => !found.has(figure.toLowerCase()))).to.deep.equal([]);
  });

  it("have sources that say what the list says they say", () => {
    const wrong = FIGURE_SOURCES.flatMap((source) =>
      "file" in source && !textOf(source.file).includes(source.has)
        ? [`${source.file}: ${source.has}`]
        : [],
    );
    expect(wrong).to.deep.equal([]);
  });

  const CASES: [what: string, text: string, found: string[]][] = [
    ["counts, over a line break", "It takes 424\ncalls.", ["424 calls"]],
    ["durations", "After 20 s, or two minutes.", ["20 s", "two minutes"]],
    ["sizes and shares", "| 271 kB | 5 % |", ["271 kB", "5 %"]],
    ["prices", "It costs $0.30 a month.", ["$0.30"]],
    ["versions", "Node.js 22 and 3.257 or newer.", ["22", "3.257"]],
    ["a sentence without one", "It has two policies.", []],
    ["headings, items and steps", "# 1. A\n\n2. See step 3, decision 4.", []],
    ["exit codes and dates", "The exit code is 2, on 2026-11-24.", []],
    ["code and links", "`--last 7d` [a](b-12.md) <https://x.org/3>\n```sh\nrun 5\n```\n", []],
    ["what a tool writes", "<!--keys-->\n| 7 days |\n<!--/keys-->\n", []],
  ];
  for (const [what, text, found] of CASES) {
    it(`are those of ${what}`, () => {
      expect(figuresIn(text)).to.deep.equal(found);
    });
  }
});
