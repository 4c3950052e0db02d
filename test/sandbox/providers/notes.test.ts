import { expect } from "chai";
import { TYPE_NOTES } from "../../../sandbox/notes";
import { STAND_INS } from "../../../tools/providers/shapes";
import { typesText } from "../../../tools/operations/types";

const registered = STAND_INS.flatMap(({ types }) => types.map(({ token }) => token)).sort();

describe("the notes of the provider types", () => {
  it("are there for every registered type, and for no other", () => {
    expect(
      Object.keys(TYPE_NOTES).sort(),
      "Fix: note it in sandbox/notes/providerTypes.ts, {} where no difference from its page is known, then npm run operations",
    ).to.deep.equal(registered);
  });

  it("name every input that is refused, and one page a type", () => {
    const lines = typesText().split("\n");
    expect(lines).to.have.length(registered.length);
    for (const { types } of STAND_INS) {
      for (const { token, notModelled = [] } of types) {
        if (notModelled.length > 20) continue;
        const name = token.slice(token.lastIndexOf(":") + 1);
        const line = lines.find((one) => one.includes(`.${name}](https://`));
        for (const path of notModelled) expect(line, token).to.include(`\`${path}\``);
      }
    }
  });

  it("name a block of which most is refused by what is modelled of it", () => {
    expect(typesText()).to.match(/gcp\.chronicle\.Feed\].*not modelled: `details` but for `\w+`/);
  });
});
