import { expect } from "chai";

import { lifecycleRules } from "../../rules/lifecycle";

const bucket = {
  namePrefix: "acme-guardduty",
  prefix: "security",
  noncurrentVersionDays: 30,
  accessLogs: false,
  protection: "standard" as const,
  breakGlassRoleArns: [],
};

describe("The lifecycle of the findings bucket", () => {
  it("keeps findings for ever unless a retention is given", () => {
    expect(lifecycleRules(bucket)).to.deep.equal([
      {
        id: "abort-incomplete-uploads",
        status: "Enabled",
        filter: { prefix: "" },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
      {
        id: "expire-noncurrent-versions",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        expiration: { expiredObjectDeleteMarker: true },
      },
    ]);
  });

  it("expires findings after the retention, and never a zero-byte marker or anything that is not a finding", () => {
    expect(lifecycleRules({ ...bucket, retentionDays: 400 })[2]).to.deep.equal({
      id: "expire-findings",
      status: "Enabled",
      filter: { and: { prefix: "security/AWSLogs/", objectSizeGreaterThan: 0 } },
      expiration: { days: 400 },
    });
  });

  it("expires current versions by no other rule", () => {
    const rules = lifecycleRules({ ...bucket, retentionDays: 400 });
    expect(rules.filter(({ expiration }) => expiration?.days !== undefined)).to.have.length(1);
  });
});
