import { expect } from "chai";

import { formerEvidence } from "../../rules/formerEvidence";

const OLD = { destinationArn: "arn:aws:s3:::old/guardduty", kmsKeyArn: "arn:aws:kms:old" };

describe("What a changed destination leaves", () => {
  const cases: [what: string, news: object, left: object[]][] = [
    ["nothing when nothing changes", OLD, []],
    ["nothing for another prefix", { ...OLD, destinationArn: "arn:aws:s3:::old" }, []],
    [
      "the bucket for another one",
      { ...OLD, destinationArn: "arn:aws:s3:::new/guardduty" },
      [{ holder: "bucket", name: "old" }],
    ],
    [
      "the key for another one",
      { ...OLD, kmsKeyArn: "arn:aws:kms:new" },
      [{ holder: "key", name: "arn:aws:kms:old" }],
    ],
    [
      "both for ones that are not known yet",
      {},
      [
        { holder: "bucket", name: "old" },
        { holder: "key", name: "arn:aws:kms:old" },
      ],
    ],
  ];
  for (const [what, news, left] of cases) {
    it(`is ${what}`, () => {
      expect(formerEvidence(OLD, news)).to.deep.equal(left);
    });
  }

  it("is nothing when it is not known where it exported to", () => {
    expect(formerEvidence(undefined, OLD)).to.deep.equal([]);
  });
});
