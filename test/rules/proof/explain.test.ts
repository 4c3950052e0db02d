import { expect } from "chai";
import { explainProof, proveExport, type ExportPolicies } from "../../../rules/proof";
import { BUCKET, changed, policies, withDeny } from "./faults";
import { ACCOUNT, SIDS, source } from "./shapes";

const PUTS = ["the test object", "a finding", "a member's finding"].map(
  (object) => `s3:PutObject of ${object}`,
);

describe("the explanation of a proof", () => {
  const explain = (all: ExportPolicies, region = "me-south-1") =>
    proveExport(all)
      .filter((one) => one.region === region)
      .map(explainProof)
      .join("");
  const detector = source("me-south-1").detectorId;
  const arn = `arn:aws:guardduty:me-south-1:${ACCOUNT}:detector/${detector}`;

  it("says Region, calls, statement, why and the mend", () => {
    const faulty = changed("PutObject", {
      Principal: { Service: "guardduty.amazonaws.com" },
    });
    expect(explain(faulty).replaceAll(SIDS, "…")).to.equal(
      [
        `me-south-1 (account ${ACCOUNT}, detector ${detector}): GuardDuty will not be able to export:`,
        `  ${PUTS.join(", ")} (${BUCKET}/AWSLogs/) is denied by the bucket policy:`,
        '    Allow statement 1 "…PutObject" does not apply: its principals do not include guardduty.me-south-1.amazonaws.com.',
        '    Mend: Add "guardduty.me-south-1.amazonaws.com" to the Service principals of statement 1 "…PutObject".',
      ].join("\n"),
    );
  });

  const mends: [what: string, policies: ExportPolicies, mend: string][] = [
    [
      "names the detector to add",
      changed("GenerateDataKey", {
        Condition: { StringEquals: { "aws:SourceArn": "arn:aws:guardduty:x" } },
      }),
      `Add "${arn}" to aws:SourceArn of statement 1 "…GenerateDataKey".`,
    ],
    [
      "gives the statement that is missing",
      { ...policies, keyPolicy: undefined },
      `Add the statement {"Effect":"Allow","Principal":{"Service":"guardduty.me-south-1.amazonaws.com"},"Action":"kms:GenerateDataKey","Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"${ACCOUNT}","aws:SourceArn":"${arn}"}}}.`,
    ],
    [
      "gives the resource to cover",
      { ...policies, prefix: "a/b" },
      `Have the Resource of statement 1 "…PutObject" cover "${BUCKET}/a/b/AWSLogs/*".`,
    ],
    [
      "exempts GuardDuty from a foreign Deny",
      withDeny({ Action: "s3:PutObject" }),
      'Exempt GuardDuty: give statement 5 "Theirs" the condition StringNotEquals aws:PrincipalServiceName "guardduty.me-south-1.amazonaws.com".',
    ],
    [
      "gives the key that GuardDuty encrypts with",
      changed("DenyOtherKeys", {
        Condition: { StringNotEquals: { "S3:x-amz-server-side-encryption-aws-kms-key-id": "k" } },
      }),
      `Have the condition on s3:x-amz-server-side-encryption-aws-kms-key-id of statement 3 "…DenyOtherKeys" take "${policies.keyArn}".`,
    ],
    [
      "takes GuardDuty out of a Deny that is made for it",
      withDeny({
        Principal: { Service: ["guardduty.me-south-1.amazonaws.com", "sns.amazonaws.com"] },
      }),
      'Take "guardduty.me-south-1.amazonaws.com" out of the principals of statement 5 "Theirs".',
    ],
    [
      "takes a header out of an Allow that GuardDuty may not send",
      changed("PutObject", {
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      }),
      'Take the condition on s3:x-amz-acl out of statement 1 "…PutObject": GuardDuty may not send it.',
    ],
    [
      "adds a statement beside one that depends on what is not known",
      changed("GetBucketLocation", {
        Condition: { StringEquals: { "aws:SourceOrgID": "o-abc1234567" } },
      }),
      `Add a statement that does not depend on it: {"Effect":"Allow","Principal":{"Service":"guardduty.me-south-1.amazonaws.com"},"Action":"s3:GetBucketLocation","Resource":"${BUCKET}","Condition":`,
    ],
  ];
  for (const [what, faulty, mend] of mends) {
    it(what, () => expect(explain(faulty).replaceAll(SIDS, "…")).to.contain(`    Mend: ${mend}`));
  }

  it("says once what several calls have in common", () => {
    const text = explain({ ...policies, prefix: "a/b" });
    expect(text.match(/Mend: /g)).to.have.length(1);
    expect(text).to.contain(PUTS.join(", "));
  });
});
