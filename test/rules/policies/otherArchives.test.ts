import { expect } from "chai";

import type { RequestContext } from "../../../rules/evaluator";
import { evaluate, sentByService } from "../../../rules/evaluator";
import { bucketPolicy, sidPrefix } from "../../../rules/policies";
import type { PolicyDocument } from "../../../rules/policyDocument";
import { OTHER_ARCHIVES } from "../../../testing/otherArchives";

const ACCOUNT = "111122223333";
const ORGANIZATION = "o-abc1234567";
const BUCKET = "arn:aws:s3:::acme-findings";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/a1b2c3d4-5678-90ab-cdef-1234567890ab`;
const SOURCE = { accountId: ACCOUNT, region: "us-east-1", detectorId: "d".repeat(32) };

const { document: export_ } = bucketPolicy({
  sidPrefix: sidPrefix({ project: "security", stack: "prod", component: "findings" }),
  ...{ partition: "aws", bucketName: "acme-findings", prefix: "", keyArn: KEY, sources: [SOURCE] },
});
const others = OTHER_ARCHIVES(BUCKET, ORGANIZATION);
const policies = { export: export_, ...others };

const OBJECT = `${BUCKET}/AWSLogs/${ACCOUNT}/GuardDuty/us-east-1/2026/11/29/forged.jsonl.gz`;
const ENCRYPTED = {
  "s3:x-amz-server-side-encryption": "aws:kms",
  "s3:x-amz-server-side-encryption-aws-kms-key-id": KEY,
  "s3:x-amz-acl": "bucket-owner-full-control",
};

const put = (
  document: PolicyDocument,
  principal: Parameters<typeof evaluate>[1]["principal"],
  known: RequestContext["known"],
) =>
  evaluate(document, {
    ...{ principal, action: "s3:PutObject", resource: OBJECT },
    context: { known: { "aws:SecureTransport": "true", ...known }, otherwise: "absent" },
  }).result;

const results = (
  principal: Parameters<typeof evaluate>[1]["principal"],
  known: RequestContext["known"],
) =>
  Object.fromEntries(
    Object.entries(policies).map(([name, document]) => [name, put(document, principal, known)]),
  );

describe("A finding that GuardDuty of the export did not write", () => {
  it("is refused to an administrator of the account here, and left to the account's own policies by the SRA", () => {
    const administrator = { kind: "AWS", arn: `arn:aws:iam::${ACCOUNT}:role/admin` } as const;
    const known = { "aws:PrincipalArn": administrator.arn, ...ENCRYPTED };
    expect(results(administrator, known)).to.deep.equal({
      export: "explicitDeny",
      securityReferenceArchitecture: "implicitDeny",
      landingZoneAccelerator: "implicitDeny",
    });
  });

  it("is refused to other accounts of the organization here, and allowed by the Landing Zone Accelerator", () => {
    const member = { kind: "AWS", arn: "arn:aws:iam::222233334444:role/app" } as const;
    const known = {
      ...{ "aws:PrincipalArn": member.arn, "aws:PrincipalOrgID": ORGANIZATION },
      ...ENCRYPTED,
    };
    expect(results(member, known)).to.deep.equal({
      export: "explicitDeny",
      securityReferenceArchitecture: "implicitDeny",
      landingZoneAccelerator: "allowed",
    });
  });

  it("is refused to GuardDuty of another account here, and allowed by the SRA", () => {
    const guardDuty = { kind: "Service", service: "guardduty.amazonaws.com" } as const;
    const known = {
      ...sentByService("guardduty.amazonaws.com"),
      "aws:SourceAccount": "999999999999",
      "aws:SourceArn": `arn:aws:guardduty:us-east-1:999999999999:detector/${"e".repeat(32)}`,
      ...ENCRYPTED,
    };
    expect(results(guardDuty, known)).to.deep.equal({
      export: "implicitDeny",
      securityReferenceArchitecture: "allowed",
      landingZoneAccelerator: "implicitDeny",
    });
  });
});
