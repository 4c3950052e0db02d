import { expect } from "chai";

import type { RequestPrincipal } from "../../../rules/evaluator";
import { evaluate, sentByService } from "../../../rules/evaluator";
import type { PolicyDocument } from "../../../rules/policyDocument";
import { proveExport } from "../../../rules/proof";
import { ACCOUNT, policiesFor, SHAPES, withStatements } from "../proof/shapes";

const identity = (arn: string) => ({
  principal: { kind: "AWS", arn } satisfies RequestPrincipal,
  known: {
    "aws:SecureTransport": "true",
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": ACCOUNT,
    "aws:PrincipalIsAWSService": "false",
    "s3:x-amz-server-side-encryption": "aws:kms",
    // What the caller sends as a header is no key of IAM: neither of these makes it GuardDuty.
    "aws:SourceAccount": ACCOUNT,
    "aws:SourceArn": `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/d`,
  },
});

const service = (name: string) => ({
  principal: { kind: "Service", service: name } satisfies RequestPrincipal,
  known: { ...sentByService(name), "s3:x-amz-server-side-encryption": "aws:kms" },
});

const CALLERS = {
  "an administrator of the account": identity(`arn:aws:iam::${ACCOUNT}:role/Administrator`),
  "the account's root user": identity(`arn:aws:iam::${ACCOUNT}:root`),
  "a replication role": identity(`arn:aws:iam::${ACCOUNT}:role/replication`),
  "another service": service("cloudtrail.amazonaws.com"),
  "GuardDuty's malware scan": service("malware-protection-plan.guardduty.amazonaws.com"),
};

describe("A findings bucket of the export", () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    const policies = policiesFor(shape);
    const { bucketArn, prefix, bucketPolicy, sources } = policies;
    const folder = prefix === "" ? "AWSLogs/" : `${prefix}/AWSLogs/`;
    const day = `${ACCOUNT}/GuardDuty/${sources[0]!.region}/2026/11/29`;
    const findings = [folder, `${folder}${day}/forged.jsonl.gz`];
    const decide = (
      { principal, known }: (typeof CALLERS)[keyof typeof CALLERS],
      action: string,
      key: string,
    ) =>
      evaluate(bucketPolicy as PolicyDocument, {
        ...{ principal, action, resource: `${bucketArn}/${key}` },
        context: { known, otherwise: "absent" },
      }).result;

    it(`accepts findings from GuardDuty: ${name}`, () => {
      const results = new Set(proveExport(policies).map(({ result }) => result));
      expect([...results]).to.eql(["allowed"]);
    });

    for (const [who, caller] of Object.entries(CALLERS)) {
      it(`refuses findings of ${who}: ${name}`, () => {
        const results = findings.flatMap((key) =>
          ["s3:PutObject", "s3:ReplicateObject"].map((action) => decide(caller, action, key)),
        );
        expect(new Set(results)).to.eql(new Set(["explicitDeny"]));
      });
    }

    it(`leaves the marker of the prefix and other folders to the account: ${name}`, () => {
      const administrator = CALLERS["an administrator of the account"];
      const keys = [...(prefix === "" ? [] : [`${prefix}/`]), "elsewhere/AWSLogs/a", "AWSLogs"];
      expect(new Set(keys.map((key) => decide(administrator, "s3:PutObject", key)))).to.eql(
        new Set(["implicitDeny"]),
      );
    });
  }

  it("accepts no finding from GuardDuty, were the Deny without its condition", () => {
    const policies = withStatements(
      policiesFor(SHAPES["one Region"]!),
      "bucketPolicy",
      (statements) =>
        statements.map(({ Condition, ...one }) =>
          one.Sid?.endsWith("DenyOtherWriters") ? one : { ...one, Condition: Condition! },
        ),
    );
    expect(proveExport(policies).map(({ result }) => result)).to.eql(["denied"]);
  });
});
