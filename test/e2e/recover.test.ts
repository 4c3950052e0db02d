import { expect } from "chai";

import { recovered } from "../../testing/campaign/kills";

describe("An export whose first up was killed is recovered without orphans", () => {
  for (const [at, answered, operation] of [
    [2, true, "kms:CreateKey"],
    [4, false, "kms:CreateAlias"],
    [5, true, "s3:CreateBucket"],
  ] as const) {
    it(`at changing call ${at}, ${answered ? "after" : "before"} AWS did ${operation}`, async () => {
      expect(await recovered({ at, answered })).to.deep.equal({
        what: { at, answered, operation },
        problems: [],
      });
    });
  }
});
