import { expect } from "chai";

import { FINDINGS } from "../../../rules/findings";
import { producedIds } from "./produced";

const registered = Object.keys(FINDINGS);

describe("the registry of findings", () => {
  const produced = producedIds();

  it("has every finding that the sources make", () => {
    const missing = produced.filter(({ id }) => !registered.includes(id));
    expect(missing).to.deep.equal([]);
  });

  it("has no finding that the sources do not make", () => {
    const made = new Set(produced.map(({ id }) => id));
    expect(registered.filter((id) => !made.has(id))).to.deep.equal([]);
  });

  it("is held against makers, objects, choices between two, and policies of the pack", () => {
    const file = "rules/proof/some.ts";
    const text = [
      'error("made", {});',
      'const one = { id: a ? "chosen" : "other", severity };',
      'function ifPublic() { if (a) return "returned"; return b ? "one" : "two"; }',
      'const pack = stackPolicy({ name: "policy" });',
      'problem("elsewhere");',
    ].join("\n");
    expect(producedIds([{ file, text }]).map(({ id }) => id)).to.deep.equal([
      "made",
      "chosen",
      "other",
      "returned",
      "one",
      "two",
      "policy",
    ]);
    const elsewhere = 'const a = [{ id: "rule" }, { id: "raw", severity }];';
    expect(producedIds([{ file: "cli/some.ts", text: elsewhere }])).to.deep.equal([
      { id: "raw", file: "cli/some.ts" },
    ]);
  });
});
