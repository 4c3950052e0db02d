import { expect } from "chai";

import { stackFileOf } from "../../cli/config/stackFile";
import { schemaPaths, valuesOf, WHOLE_STACK_FILES, WHOLE_STACKS } from "./wholeStacks";

describe("The whole stacks of tests", () => {
  const files: { [file: string]: string } = WHOLE_STACK_FILES;
  for (const [name, values] of Object.entries(WHOLE_STACKS)) {
    it(`are valid: ${name}`, () => {
      const project = { name: "p", stackConfigDir: ".", defaults: {}, program: {} };
      const location = {
        ...{ project, stack: "s", file: "Pulumi.s.yaml" },
        listFile: (file: string) => ({ text: files[file]! }),
      };
      stackFileOf("Pulumi.s.yaml", location as never, JSON.stringify({ config: values }));
    });
  }

  it("have a value of every property of the schema, and no other", () => {
    const given = new Set(
      Object.values(WHOLE_STACKS).flatMap((values) => valuesOf(values).map(({ path }) => path)),
    );
    const known = schemaPaths();
    expect(known.filter((path) => !given.has(path))).to.deep.equal([]);
    expect([...given].filter((path) => !known.includes(path))).to.deep.equal([]);
  });
});
