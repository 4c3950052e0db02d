import { expect } from "chai";

import { runIn } from "../../testing/command";

const TEXT = "config:\n  guardduty-export:regions: [us-east-1]\n";

describe("A stack file in UTF-16", () => {
  const plan = async (file: string | Uint8Array) => {
    const { code, out } = await runIn({ "stack.yaml": file }, ["plan", "--config", "stack.yaml"]);
    return { code, out };
  };

  it("is read as Pulumi reads it: by its byte order mark, either end first", async () => {
    const marked = `\uFEFF${TEXT}`;
    const expected = await plan(TEXT);
    expect(expected.code).not.to.equal(2);
    expect(await plan(Buffer.from(marked, "utf16le"))).to.deep.equal(expected);
    expect(await plan(Buffer.from(marked, "utf16le").swap16())).to.deep.equal(expected);
  });

  it("is refused without one, and where it ends within a character", async () => {
    expect((await plan(Buffer.from(TEXT, "utf16le"))).code).to.equal(2);
    expect((await plan(Buffer.from([0xff, 0xfe, 0x63]))).code).to.equal(2);
  });
});
