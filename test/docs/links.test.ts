import { expect } from "chai";
import { existsSync } from "node:fs";
import path from "node:path";

import type { Document } from "./markdown";
import { documents, parse, ROOT } from "./markdown";

/** What is wrong with a link of a document; nothing for one that leads somewhere, or out of the project. */
function broken(all: Document[], { file }: Document, link: string): string | undefined {
  if (/^(https?|mailto):/.test(link)) return undefined;
  const [target = "", anchor] = link.split("#");
  const found = target === "" ? file : path.join(path.dirname(file), target);
  if (!existsSync(path.join(ROOT, found))) return `${file}: ${link}: there is no ${found}`;
  if (anchor === undefined) return undefined;
  const document = all.find((one) => one.file === found);
  return document?.anchors.has(anchor)
    ? undefined
    : `${file}: ${link}: no such heading in ${found}`;
}

/** Pages of the Pulumi Registry, which lists them. */
const OF_THE_REGISTRY = ["docs/_index.md", "docs/installation-configuration.md"];

describe("Links between documents", () => {
  it("lead to files and headings that exist", () => {
    const all = documents();
    const links = all.flatMap((document) =>
      document.links.map((link) => ({ link, why: broken(all, document, link) })),
    );
    expect(links.length).to.be.greaterThan(20);
    expect(links.flatMap(({ why }) => why ?? [])).to.deep.equal([]);
  });

  it("lead from README.md to each document", () => {
    const all = documents();
    const reached = new Set(["README.md"]);
    for (const file of reached) {
      const { links = [] } = all.find((one) => one.file === file) ?? {};
      for (const link of links) {
        if (/^(https?|mailto):/.test(link)) continue;
        reached.add(path.join(path.dirname(file), link.split("#")[0] || path.basename(file)));
      }
    }
    const astray = all.map(({ file }) => file).filter((file) => !reached.has(file));
    expect(astray.filter((file) => !OF_THE_REGISTRY.includes(file))).to.deep.equal([]);
  });

  it("are distinguished from code, and broken when a file or a heading is missing", () => {
    const text = "# A (b)\n[x](none.md) [y](#a-b) [z](#c) `[code](none)`\n```md\n[d](e)\n```\n";
    const document = parse("README.md", text);
    expect(document.links.map((link) => broken([document], document, link))).to.deep.equal([
      "README.md: none.md: there is no none.md",
      undefined,
      "README.md: #c: no such heading in README.md",
    ]);
  });
});
