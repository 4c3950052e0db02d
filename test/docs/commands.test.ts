import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { blocksIn, documents, ROOT } from "./markdown";

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const targets = [...read("Makefile").matchAll(/^([a-z]+):/gm)].map((match) => match[1] as string);
const { scripts } = JSON.parse(read("package.json")) as { scripts: { [name: string]: string } };

/** What of shell text names a target, script or file that the project does not have. */
function unknown(text: string): string[] {
  const missing = (pattern: RegExp, known: (name: string) => boolean) =>
    [...text.matchAll(pattern)].map((match) => match[1] as string).filter((name) => !known(name));
  return [
    ...missing(/\bmake ([a-z]+)/g, (name) => targets.includes(name)),
    ...missing(/\bnpm run ([\w:-]+)/g, (name) => name in scripts),
    ...missing(/\bnode ([\w./-]+\.mjs)/g, (file) => existsSync(path.join(ROOT, file))),
    // What is built is not there yet: its source is.
    ...missing(/\bnode (?:-- )?dist\/([\w./-]+)\.js/g, (file) =>
      existsSync(path.join(ROOT, `${file}.ts`)),
    ),
    ...missing(/(?:--world|--require) ([\w./-]+\.\w+)/g, (file) =>
      existsSync(path.join(ROOT, file)),
    ),
    ...missing(/\bnpx mocha ([\w./-]+)/g, (file) => existsSync(path.join(ROOT, file))),
  ];
}

describe("Commands in documents", () => {
  it("name targets, scripts and files of the project", () => {
    const blocks = blocksIn("sh");
    expect(blocks.length).to.be.greaterThan(5);
    const wrong = blocks.flatMap(({ text, at }) => unknown(text).map((name) => `${at}: ${name}`));
    expect(wrong).to.deep.equal([]);
  });

  it("are as true in running text", () => {
    const wrong = documents().flatMap(({ file, text }) => {
      const codes = [...text.matchAll(/`((?:make|npm run|node|npx) [^`\n]+)`/g)];
      return codes.flatMap((match) =>
        unknown(match[1] as string).map((name) => `${file}: ${name}`),
      );
    });
    expect(wrong).to.deep.equal([]);
  });

  it("are caught when they name what is not there", () => {
    const text =
      "make deploy\nnpm run nothing\nnode dist/sandbox/none.js serve --world none.json\n";
    expect(unknown(text)).to.deep.equal(["deploy", "nothing", "sandbox/none", "none.json"]);
  });
});
