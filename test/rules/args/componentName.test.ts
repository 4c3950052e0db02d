import { expect } from "chai";

import { readArgs } from "../../../rules/args";
import { fixText, problemText } from "../../../rules/problems";

const ARGS = { regions: ["us-east-1"] };

describe("The name of a component", () => {
  const names: [name: string, to: string][] = [
    ["my.findings", "my-findings"],
    ["Größe", "Gro-e"],
    ["A b", "A-b"],
    ["find/ings", "find-ings"],
    ["ファイル", "findings"],
    ["", "findings"],
    ["a".repeat(101), "a".repeat(100)],
  ];
  for (const [name, to] of names) {
    it(`is refused when AWS refuses it in names of resources, and a like one is proposed: ${JSON.stringify(name)}`, () => {
      const [first, ...others] = readArgs(name, ARGS).problems;
      expect(others).to.deep.equal([]);
      expect(first?.path).to.equal("name");
      expect(problemText(first!)).to.contain("must be 1 to 100 letters");
      expect(fixText(first!.fix)).to.equal(`set name to ${JSON.stringify(to)}`);
      expect(readArgs(to, ARGS).problems).to.deep.equal([]);
    });
  }

  for (const name of ["findings", "Log_Archive-2", "a"]) {
    it(`may be ${name}`, () => expect(readArgs(name, ARGS).problems).to.deep.equal([]));
  }
});
