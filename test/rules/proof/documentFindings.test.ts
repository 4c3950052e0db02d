import { expect } from "chai";

import { findingText } from "../../../rules/texts/findings";
import type { PolicyOwner } from "../../../rules/proof";
import { assessed } from "./assessed";
import { BUCKET, policies } from "./faults";
import { withStatements } from "./shapes";

const WITH_SITE = withStatements(policies, "bucketPolicy", (own) => [
  {
    Sid: "Site",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: `${BUCKET}/site/*`,
  },
  ...own,
]);

describe("what keeps AWS from accepting a policy", () => {
  const owned = (bucket: PolicyOwner) =>
    assessed(WITH_SITE, { owners: { bucket, key: bucket } }).findings.map((finding) => [
      finding.severity,
      findingText(finding),
    ]);
  const fix =
    '  Fix: Set Principal to {"AWS":"arn:aws:iam::111122223333:root"} in statement 0 "Site" of the bucket policy.';
  const site =
    'Statement 0 "Site" of the bucket policy is public by the rules of S3 Block Public Access: ';
  const ifOn = `${site}S3 refuses to write the policy if BlockPublicPolicy is on for the bucket or its account.\n${fix}`;

  it("is a public statement in a bucket of the stack, which has BlockPublicPolicy", () => {
    expect(owned("stack")).to.eql([
      [
        "error",
        `${site}BlockPublicPolicy is on for the bucket, and S3 refuses to write the policy.\n${fix}`,
      ],
    ]);
  });

  it("may be a public statement in an adopted bucket, whose settings are not known", () => {
    expect(owned("shared")).to.eql([["undetermined", ifOn]]);
  });

  it("is only said of a public statement where others place the statements", () => {
    expect(owned("external")).to.eql([["warning", ifOn]]);
  });
});
