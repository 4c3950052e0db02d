import { expect } from "chai";

import { CannotRun } from "../../cli/cannotRun";
import { readYaml } from "../../cli/config/yaml";

/** Of the finding that the file is refused with; undefined: it is read. */
const refusal = (text: string) => {
  try {
    readYaml("Pulumi.prod.yaml", text);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    const { id, ...values } = error.finding as { id: string; lines?: number[] };
    return { id, lines: values.lines };
  }
  return undefined;
};

/** Tried with `pulumi config` of 3.276: each text is read or refused here as it is there. */
describe("A stack file that other YAML parsers read differently", () => {
  for (const [what, text, lines] of [
    ["a tab after the dash of a list", "a:\n  -\tx\n  - y\n", [2]],
    ["a tab after a dash and spaces", "a:\n  -  \tx\n", [2]],
    ["a tab after the dash of an inner list", "- -\tx\n", [1]],
    ["a tab after a question mark", "?\ta\n: b\n", [1]],
  ] as const) {
    it(`is refused: ${what}`, () => {
      expect(refusal(text)).to.deep.equal({ id: "yamlTab", lines });
    });
  }

  for (const [what, text, value] of [
    ["a tab after a colon", "a:\tx\n", { a: "x" }],
    ["a tab in a list in brackets", "a: [\tx]\n", { a: ["x"] }],
    ["a tab in a text of several lines", "a: |\n  -\tx\n", { a: "-\tx\n" }],
    ["a tab in quotes", 'a: "-\tx"\n', { a: "-\tx" }],
    ["carriage returns alone as line breaks", "a:\r  - x\r", { a: ["x"] }],
    ["line breaks of Windows", "a:\r\n  - x\r\n", { a: ["x"] }],
  ] as const) {
    it(`is read: ${what}`, () => {
      expect(readYaml("Pulumi.prod.yaml", text)).to.deep.equal(value);
    });
  }
});

describe("A stack file with more than values", () => {
  for (const [what, text, value] of [
    ["a merge key", "a: {<<: {b: 1}, c: 2}\n", { a: { b: 1, c: 2 } }],
    ["a second document", "a: 1\n---\na: 2\n", { a: 1 }],
    ["a directive of YAML 1.1", "%YAML 1.1\n---\na: 1\n", { a: 1 }],
    ["no document", "", null],
  ] as const) {
    it(`is read as Pulumi reads it: ${what}`, () => {
      expect(readYaml("Pulumi.prod.yaml", text)).to.deep.equal(value);
    });
  }

  it("is refused, as Pulumi refuses it: a directive of YAML 1.2", () => {
    expect(refusal("%YAML 1.2\n---\na: 1\n")?.id).to.equal("yamlInvalid");
  });
});

describe("A number with underscores", () => {
  for (const [text, value] of [
    ["4_00", 400],
    ["-1_000_000", -1_000_000],
    ["4_", 4],
    ["_4", "_4"],
    ['"4_00"', "4_00"],
    ["us_east", "us_east"],
  ] as const) {
    it(`is read as Pulumi reads it: ${text}`, () => {
      expect(readYaml("stack.yaml", `a: ${text}`)).to.deep.equal({ a: value });
    });
  }
});
