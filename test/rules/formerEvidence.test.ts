import { expect } from "chai";

import { formerEvidence } from "../../rules/formerEvidence";

const PREFIX = "GuardDutyExport1234";
const left = (holder: "bucket" | "key", name: string) => ({
  id: "formerStatementsKept",
  severity: "warning",
  ...{ holder, name, sidPrefix: PREFIX },
});
const OLD = { destinationArn: "arn:aws:s3:::old/guardduty", kmsKeyArn: "arn:aws:kms:old" };

describe("What a changed destination leaves", () => {
  const cases: [what: string, news: object, expected: object[]][] = [
    ["nothing when nothing changes", OLD, []],
    ["nothing for another prefix", { ...OLD, destinationArn: "arn:aws:s3:::old" }, []],
    [
      "the bucket for another one",
      { ...OLD, destinationArn: "arn:aws:s3:::new/guardduty" },
      [left("bucket", "old")],
    ],
    [
      "the key for another one",
      { ...OLD, kmsKeyArn: "arn:aws:kms:new" },
      [left("key", "arn:aws:kms:old")],
    ],
    [
      "both for ones that are not known yet",
      {},
      [left("bucket", "old"), left("key", "arn:aws:kms:old")],
    ],
  ];
  for (const [what, news, expected] of cases) {
    it(`is ${what}`, () => {
      expect(formerEvidence(PREFIX, OLD, news)).to.deep.equal(expected);
    });
  }

  it("is nothing when it is not known where it exported to", () => {
    expect(formerEvidence(PREFIX, undefined, OLD)).to.deep.equal([]);
  });
});
