import { expect } from "chai";

import { callFailed } from "../../../rules/health/callErrors";
import type { Result } from "../../../rules/health/types";
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

  const shared = (blockPublicPolicy: Result<boolean> | undefined) =>
    assessed(WITH_SITE, { owners: { bucket: "shared", key: "shared" }, blockPublicPolicy })
      .findings.filter(({ id }) => id === "publicStatement")
      .map((finding) => [finding.severity, findingText(finding)]);
  const on = `${site}BlockPublicPolicy is on for the bucket or its account, and S3 refuses to write the policy.\n${fix}`;

  it("is a public statement in a bucket of the stack, which has BlockPublicPolicy", () => {
    expect(owned("stack")).to.eql([["error", on]]);
  });

  it("is a public statement in an adopted bucket with BlockPublicPolicy, of its own or of its account", () => {
    expect(shared({ value: true })).to.eql([["error", on]]);
  });

  it("may be a public statement in an adopted bucket, whose settings are not known", () => {
    expect(owned("shared")).to.eql([["undetermined", ifOn]]);
  });

  it("may be a public statement in an adopted bucket, whose settings could not be read", () => {
    const error = { name: "AccessDenied", message: "Access Denied" };
    const finding = callFailed(error, ["s3:GetBucketPublicAccessBlock"]);
    expect(shared({ finding })).to.eql([
      [
        "undetermined",
        ifOn.replace(".\n", "; could not check it: access denied (AccessDenied: Access Denied).\n"),
      ],
    ]);
  });

  it("is no public statement in an adopted bucket without BlockPublicPolicy: that is only said", () => {
    expect(shared({ value: false })).to.eql([
      [
        "warning",
        `${site}S3 accepts it, because BlockPublicPolicy is off for the bucket and its account.\n${fix}`,
      ],
    ]);
  });

  it("is only said of a public statement where others place the statements", () => {
    expect(owned("external")).to.eql([["warning", ifOn]]);
  });
});
