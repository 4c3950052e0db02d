import { expect } from "chai";

import { EMPTY_POLICY } from "../../../rules/policies";
import type { ExportFinding, ExportPolicies, Finding } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { fixText } from "../../../rules/texts/edits";
import { findingText } from "../../../rules/texts/findings";
import { assessed } from "./assessed";
import { BUCKET, changed, policies, replaced, withDeny } from "./faults";
import { ACCOUNT, SIDS, source } from "./shapes";

const isExport = (finding: Finding): finding is ExportFinding =>
  finding.id === "exportDenied" || finding.id === "exportUndetermined";
const found = (all: ExportPolicies) => assessed(all).findings.filter(isExport);

const [east, bahrain] = ["us-east-1", "me-south-1"].map(
  (region) => `arn:aws:guardduty:${region}:${ACCOUNT}:detector/${source(region).detectorId}`,
);
const SERVICES = '["guardduty.amazonaws.com","guardduty.me-south-1.amazonaws.com"]';

describe("findings of the proof", () => {
  it("say what is denied where, by which statement, why and the fix", () => {
    const [finding, ...others] = found(
      changed("PutObject", { Principal: { Service: "guardduty.amazonaws.com" } }),
    );
    expect(others).to.eql([]);
    expect(findingText(finding!).replaceAll(SIDS, "…")).to.equal(
      [
        `GuardDuty cannot export from me-south-1: the bucket policy denies s3:GetBucketLocation, s3:PutObject of the test object, s3:PutObject of findings and s3:PutObject of members' findings (${BUCKET}).`,
        '  Allow statement 0 "…PutObject" does not apply: its principals do not include guardduty.me-south-1.amazonaws.com.',
        '  Fix: Add "guardduty.me-south-1.amazonaws.com" to the Service principals of statement 0 "…PutObject" of the bucket policy.',
      ].join("\n"),
    );
  });

  const fixes: [what: string, policies: ExportPolicies, fix: string][] = [
    [
      "name the detectors to add",
      changed("GenerateDataKey", {
        Condition: { StringEquals: { "aws:SourceArn": "arn:aws:guardduty:x" } },
      }),
      `Add "${east}" and "${bahrain}" to the condition StringEquals aws:SourceArn of statement 1 "…GenerateDataKey" of the key policy.`,
    ],
    [
      "give the statement that is missing",
      { ...policies, keyPolicy: EMPTY_POLICY },
      `Add the statement {"Effect":"Allow","Principal":{"Service":${SERVICES}},"Action":"kms:GenerateDataKey","Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":"${ACCOUNT}","aws:SourceArn":["${east}","${bahrain}"]}}} to the key policy.`,
    ],
    [
      "give the resource to cover, and protect it as the other",
      { ...policies, prefix: "a/b" },
      [
        `Add "${BUCKET}/a/b/AWSLogs/*" to the Resource of statement 0 "…PutObject" of the bucket policy.`,
        ...[
          '"s3:x-amz-server-side-encryption":"aws:kms"',
          `"s3:x-amz-server-side-encryption-aws-kms-key-id":"${policies.keyArn}"`,
        ].map(
          (header) =>
            `Add the statement {"Effect":"Deny","Principal":{"Service":${SERVICES}},"Action":"s3:PutObject","Resource":"${BUCKET}/a/b/AWSLogs/*","Condition":{"StringEquals":{"aws:SourceAccount":["${ACCOUNT}"]},"StringNotEquals":{${header}}}} to the bucket policy.`,
        ),
      ].join(" "),
    ],
    [
      "exempt GuardDuty from a Deny of others",
      withDeny({ Action: "s3:PutObject" }),
      'Add "guardduty.amazonaws.com" and "guardduty.me-south-1.amazonaws.com" to the condition StringNotEquals aws:PrincipalServiceName of statement 5 "Theirs" of the bucket policy.',
    ],
    [
      "give the key that GuardDuty encrypts with",
      changed("DenyOtherKeys", {
        Condition: { StringNotEquals: { "S3:x-amz-server-side-encryption-aws-kms-key-id": "k" } },
      }),
      `Add "${policies.keyArn}" to the condition StringNotEquals s3:x-amz-server-side-encryption-aws-kms-key-id of statement 2 "…DenyOtherKeys" of the bucket policy.`,
    ],
    [
      "take GuardDuty out of a Deny that names it",
      withDeny({
        Action: "s3:PutObject",
        Principal: { Service: ["guardduty.me-south-1.amazonaws.com", "sns.amazonaws.com"] },
      }),
      'Remove "guardduty.me-south-1.amazonaws.com" from the principals of statement 5 "Theirs" of the bucket policy.',
    ],
    [
      "add a statement next to one that depends on what is unknown",
      replaced("PutObject", (one) => [
        { ...one, Action: "s3:PutObject" },
        {
          ...one,
          Sid: "Lookup",
          Action: "s3:GetBucketLocation",
          Condition: { StringEquals: { "aws:SourceOrgID": "o-abc1234567" } },
        },
      ]),
      `Add the statement {"Effect":"Allow","Principal":{"Service":${SERVICES}},"Action":"s3:GetBucketLocation","Resource":"${BUCKET}","Condition":{"StringEquals":{"aws:SourceAccount":"${ACCOUNT}","aws:SourceArn":["${east}","${bahrain}"]}}} to the bucket policy.`,
    ],
    [
      "remove a condition on a header that GuardDuty may not send",
      changed("PutObject", {
        Condition: {
          StringEquals: {
            "aws:SourceArn": [east!, bahrain!],
            "s3:x-amz-acl": "bucket-owner-full-control",
          },
        },
      }),
      'Remove the condition on s3:x-amz-acl from statement 0 "…PutObject" of the bucket policy.',
    ],
  ];
  for (const [what, faulty, fix] of fixes) {
    it(what, () => {
      const all = found(faulty);
      expect(all).to.have.length(1);
      expect(fixText(all[0]!.fix).replaceAll(SIDS, "…")).to.equal(fix);
      expect(found(applyEdits(faulty, all[0]!.fix))).to.eql([]);
    });
  }

  it("are one for the calls and Regions that fail for one cause", () => {
    const [finding] = found({ ...policies, prefix: "a/b" });
    expect(finding).to.deep.include({
      id: "exportDenied",
      severity: "error",
      policy: "bucket",
      index: 0,
      regions: ["us-east-1", "me-south-1"],
      calls: ["putTestObject", "putFinding", "putMemberFinding"],
    });
  });

  it("are undetermined in every mode where AWS documents no value, an error where it is denied", () => {
    const org = { StringNotEquals: { "aws:SourceOrgID": "o-abc1234567" } };
    const open = withDeny({ Action: "s3:PutObject", Condition: org });
    const severities = (mode: "require" | "warn") =>
      assessed(open, { mode }).findings.map(({ id, severity }) => [id, severity]);
    expect(severities("require")).to.eql([["exportUndetermined", "undetermined"]]);
    expect(severities("warn")).to.eql([["exportUndetermined", "undetermined"]]);
    expect(found(withDeny({ Action: "s3:PutObject" })).map(({ severity }) => severity)).to.eql([
      "error",
    ]);
  });
});
