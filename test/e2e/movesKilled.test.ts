import { expect } from "chai";

import { movedAfterKill } from "../../testing/campaign/moveKills";

describe("A move of which a process was killed is completed without orphans, and findings stay readable", () => {
  for (const [move, victim, answered, operation] of [
    ["home Region", "engine", true, "kms:CreateAlias"],
    ["existing bucket to own bucket", "both", true, "s3:CreateBucket"],
    ["key to another account", "both", true, "kms:CreateKey"],
    ["existing key to existing key", "engine", false, "guardduty:UpdatePublishingDestination"],
  ] as const) {
    it(`${move}: the ${victim === "both" ? "engine and program" : victim}, ${answered ? "after" : "before"} AWS did the first ${operation}`, async () => {
      const interruption = { move, at: 1, only: operation, answered, victim };
      expect(await movedAfterKill(interruption)).to.deep.equal({
        what: { ...interruption, operation },
        problems: [],
      });
    });
  }
});
