import { expect } from "chai";

import { recovered } from "../../testing/campaign/kills";

describe("An operation of which a process was killed is completed without orphans, as if it had not been", () => {
  for (const [of, victim, at, answered, operation] of [
    ["first up", "engine", 2, true, "kms:CreateKey"],
    ["first up", "engine", 4, false, "kms:CreateAlias"],
    ["first up", "engine", 5, true, "s3:CreateBucket"],
    ["adoption", "program", 1, true, "guardduty:CreateDetector"],
    ["change", "program", 8, false, "guardduty:UpdatePublishingDestination"],
    ["destroy of an adopted bucket", "engine", 1, true, "guardduty:DeletePublishingDestination"],
    ["detach", "command", 1, true, "s3:PutBucketPolicy"],
  ] as const) {
    it(`${of}: the ${victim}, at changing call ${at}, ${answered ? "after" : "before"} AWS did ${operation}`, async () => {
      const interruption = { of, at, answered, victim };
      expect(await recovered(interruption)).to.deep.equal({
        what: { ...interruption, operation },
        problems: [],
      });
    });
  }
});
