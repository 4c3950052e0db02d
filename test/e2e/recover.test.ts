import { expect } from "chai";

import { recovered } from "../../testing/campaign/kills";

describe("An operation of which a process was killed is completed without orphans, as if it had not been", () => {
  for (const [of, victim, answered, operation] of [
    ["first up", "engine", true, "kms:CreateKey"],
    ["first up", "engine", false, "kms:CreateAlias"],
    ["first up", "engine", true, "s3:CreateBucket"],
    ["adoption", "program", true, "guardduty:CreateDetector"],
    ["change", "program", false, "guardduty:CreatePublishingDestination"],
    ["change", "program", false, "guardduty:UpdatePublishingDestination"],
    ["destroy of an adopted bucket", "engine", true, "guardduty:DeletePublishingDestination"],
    ["detach", "command", true, "s3:PutBucketPolicy"],
  ] as const) {
    it(`${of}: the ${victim}, ${answered ? "after" : "before"} AWS did the first ${operation}`, async () => {
      // Calls of two Regions come in either order: one operation alone is counted.
      const interruption = { of, at: 1, only: operation, answered, victim };
      expect(await recovered(interruption)).to.deep.equal({
        what: { ...interruption, operation },
        problems: [],
      });
    });
  }
});
