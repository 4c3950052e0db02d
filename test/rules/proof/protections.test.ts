import { expect } from "chai";

import { EMPTY_POLICY } from "../../../rules/policies";
import type { ExportPolicies } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { missingProtections } from "../../../rules/proof/protections";
import { inputOf } from "./assessed";
import { BUCKET, changed, policies, without } from "./faults";
import { ACCOUNT, policiesFor, SHAPES, withStatements } from "./shapes";

const missing = (all: ExportPolicies) =>
  missingProtections(inputOf(all)).map(({ id, regions }) => [id, ...regions].join(" | "));

const withConfig = (all: ExportPolicies) =>
  withStatements(all, "bucketPolicy", (own) => [
    ...own,
    {
      Effect: "Allow",
      Principal: { Service: "config.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${BUCKET}/AWSLogs/*/Config/*`,
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
    },
  ]);

describe("protections of the policies", () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`are all in the package's own: ${name}`, () => {
      expect(missing(policiesFor(shape))).to.eql([]);
    });
  }

  const both = ["us-east-1", "me-south-1"];
  const globalOnly = { Principal: { Service: "guardduty.amazonaws.com" } };
  const cases: [what: string, policies: ExportPolicies, missing: string[]][] = [
    [
      "no Deny of other encryption",
      without("DenyUnencrypted"),
      [["unencryptedWrites", ...both].join(" | ")],
    ],
    ["no Deny of other keys", without("DenyOtherKeys"), [["otherKeyWrites", ...both].join(" | ")]],
    [
      "neither",
      withStatements(policies, "bucketPolicy", (all) => all.toSpliced(1, 2)),
      ["unencryptedWrites", "otherKeyWrites"].map((id) => [id, ...both].join(" | ")),
    ],
    [
      "a Deny that opt-in Regions escape",
      changed("DenyUnencrypted", globalOnly),
      ["unencryptedWrites | me-south-1"],
    ],
    ["no Deny of other writers", without("DenyOtherWriters"), ["otherWriters"]],
    [
      "a Deny of other writers that leaves replication",
      changed("DenyOtherWriters", { Action: "s3:PutObject" }),
      ["otherWriters"],
    ],
    [
      "a Deny that leaves GuardDuty out by another pattern",
      changed("DenyOtherWriters", {
        Condition: { StringNotLikeIfExists: { "aws:PrincipalServiceName": "guardduty.*" } },
      }),
      [],
    ],
    [
      "a Deny of other writers for one role",
      changed("DenyOtherWriters", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/app` } }),
      ["otherWriters"],
    ],
    [
      "a Deny of other writers in the folder of one account",
      changed("DenyOtherWriters", { Resource: `${BUCKET}/AWSLogs/${ACCOUNT}/*` }),
      ["otherWriters"],
    ],
    [
      "a Deny of other writers on the findings of one year",
      changed("DenyOtherWriters", { Resource: `${BUCKET}/AWSLogs/*/2026/*` }),
      ["otherWriters"],
    ],
    [
      "a Deny of other writers that leaves out every service",
      changed("DenyOtherWriters", {
        Condition: { StringNotLike: { "aws:PrincipalServiceName": "*" } },
      }),
      ["otherWriters"],
    ],
    [
      "a Deny of other writers that leaves out a service that a statement lets in",
      withConfig(
        changed("DenyOtherWriters", {
          Condition: {
            StringNotLike: {
              "aws:PrincipalServiceName": [
                "guardduty.amazonaws.com",
                "guardduty.*.amazonaws.com",
                "config.amazonaws.com",
              ],
            },
          },
        }),
      ),
      ["otherWriters"],
    ],
    ["no Deny of requests without TLS", without("DenyInsecureTransport"), ["insecureTransport"]],
    [
      "a Deny of requests without TLS for GuardDuty only",
      changed("DenyInsecureTransport", {
        Principal: {
          Service: ["guardduty.amazonaws.com", "guardduty.me-south-1.amazonaws.com"],
        },
      }),
      ["insecureTransport"],
    ],
    [
      "a key that no identity administers",
      without("AccountAdministration"),
      ["keyAdministrationMissing"],
    ],
    [
      "a key administered from another account",
      changed("AccountAdministration", { Principal: { AWS: "arn:aws:iam::444455556666:root" } }),
      ["keyAdministrationMissing"],
    ],
    [
      "a key administered by one role of its account",
      changed("AccountAdministration", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/keys` } }),
      [],
    ],
    [
      "a key with an empty policy",
      { ...policies, keyPolicy: EMPTY_POLICY },
      ["keyAdministrationMissing"],
    ],
    ["a key whose policy is not known", { ...policies, keyPolicy: undefined }, []],
    ["a bucket whose policy is not known", { ...policies, bucketPolicy: undefined }, []],
    [
      "Allows that ask for the encryption themselves",
      withStatements(policies, "bucketPolicy", (all) => [
        { ...all[0]!, Action: "s3:GetBucketLocation" },
        {
          ...all[0]!,
          Action: "s3:PutObject",
          Condition: {
            ...all[0]!.Condition,
            StringLike: {
              "s3:x-amz-server-side-encryption": "aws:kms",
              "s3:x-amz-server-side-encryption-aws-kms-key-id": policies.keyArn,
            },
          },
        },
        ...all.slice(3),
      ]),
      [],
    ],
  ];
  for (const [what, all, expected] of cases) {
    it(what, () => {
      expect(missing(all)).to.eql(expected);
    });
    it(`nothing is missing after the fixes: ${what}`, () => {
      const edits = missingProtections(inputOf(all)).flatMap(({ fix }) => fix);
      expect(missing(applyEdits(all, edits))).to.eql([]);
    });
  }

  it("name what is open: the bucket, its objects, or both", () => {
    const resources = (Resource: string) =>
      missingProtections(inputOf(changed("DenyInsecureTransport", { Resource })))[0]?.resources;
    expect(resources(`${BUCKET}/*`)).to.eql([BUCKET]);
    expect(resources(BUCKET)).to.eql([`${BUCKET}/*`]);
    expect(resources("arn:aws:s3:::other")).to.eql([BUCKET, `${BUCKET}/*`]);
  });

  it("leave it to the owner of an existing bucket who writes to it", () => {
    const missingIn = (bucket: "shared" | "external") =>
      missingProtections(
        inputOf(without("DenyOtherWriters"), { owners: { bucket, key: "stack" } }),
      );
    expect([missingIn("shared"), missingIn("external")]).to.eql([[], []]);
  });

  it("are errors, but for TLS in a bucket that others use", () => {
    const owned = (bucket: "stack" | "shared" | "external") =>
      missingProtections(
        inputOf(without("DenyInsecureTransport"), { owners: { bucket, key: "stack" } }),
      ).map(({ severity }) => severity);
    expect(["stack", "shared", "external"].map((owner) => owned(owner as "stack"))).to.eql([
      ["error"],
      ["warning"],
      ["warning"],
    ]);
  });
});
