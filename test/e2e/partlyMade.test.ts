import { expect } from "chai";

import { refused } from "../../testing/campaign/creates";

describe("A resource that AWS created, and refused a further call that completes it, is completed by the next deployment", () => {
  for (const [what, operations] of [
    ["the rotation of keys", ["kms:EnableKeyRotation"]],
    [
      "the attributes of topics and the retention of logs",
      ["sns:SetTopicAttributes", "logs:PutRetentionPolicy"],
    ],
    ["the tags of buckets", ["s3:CreateBucket", "s3control:TagResource", "s3:PutBucketTagging"]],
  ] as const) {
    it(what, async () => {
      expect((await refused(operations)).problems.map((one) => one.slice(0, 150))).to.deep.equal(
        [],
      );
    });
  }
});
