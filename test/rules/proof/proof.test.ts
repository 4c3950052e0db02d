import { expect } from "chai";
import type { PolicyStatement } from "../../../rules/policyDocument";
import { EMPTY_POLICY } from "../../../rules/policies";
import { proveExport, type ExportPolicies } from "../../../rules/proof";
import { BUCKET, changed, policies, sid, withDeny, without } from "./faults";
import { ACCOUNT, policiesFor, SHAPES, SIDS, source } from "./shapes";

/** The result of each call of a Region that is not allowed, with the statements and keys it names. */
const faults = (all: ExportPolicies, region: string) =>
  (proveExport(all).find((one) => one.region === region)?.calls ?? [])
    .filter(({ result }) => result !== "allowed")
    .map(({ call, result, reasons }) => [
      call,
      result,
      ...reasons.map(({ sid: name, key }) =>
        [name?.replace(SIDS, "") ?? "none", key ?? "-"].join(" "),
      ),
    ]);

const LOOKUP = "getBucketLocation";
const ACLS = ["putFindingAcl", "putMemberFindingAcl"];
const PUTS = ["putTestObject", "putFinding", "putMemberFinding"];
const KEY = "generateDataKey";

describe("proof of the package's own policies", () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`allows every call: ${name}`, () => {
      const proofs = proveExport(policiesFor(shape));
      expect(proofs.map(({ region, accountId }) => [accountId, region])).to.eql(
        shape.sources.map(({ region, accountId }) => [accountId, region]),
      );
      for (const proof of proofs) {
        expect(proof.result, JSON.stringify(proof.calls)).to.equal("allowed");
        expect(proof.calls.flatMap(({ fix }) => fix)).to.eql([]);
      }
    });
  }

  it("names each call, what it asks for and the statement that allows it", () => {
    const [proof] = proveExport(policies);
    const under = `${BUCKET}/AWSLogs`;
    const object = "GuardDuty/us-east-1/2026/01/01/01234567-89ab-cdef-0123-456789abcdef.jsonl.gz";
    expect(proof?.calls.map((one) => [one.call, one.policy, one.action, one.resource])).to.eql([
      [LOOKUP, "bucket", "s3:GetBucketLocation", BUCKET],
      [PUTS[0], "bucket", "s3:PutObject", `${under}/`],
      [PUTS[1], "bucket", "s3:PutObject", `${under}/${ACCOUNT}/${object}`],
      [PUTS[2], "bucket", "s3:PutObject", `${under}/999999999999/${object}`],
      ["putFindingAcl", "bucket", "s3:PutObjectAcl", `${under}/${ACCOUNT}/${object}`],
      ["putMemberFindingAcl", "bucket", "s3:PutObjectAcl", `${under}/999999999999/${object}`],
      [KEY, "key", "kms:GenerateDataKey", policies.keyArn],
    ]);
    expect(proof?.calls.map(({ reasons }) => reasons.map((one) => one.sid))).to.eql([
      [sid("PutObject")],
      [sid("PutObject")],
      [sid("PutObject")],
      [sid("PutObject")],
      [],
      [],
      [sid("GenerateDataKey")],
    ]);
  });
});

describe("proof of policies with a fault", () => {
  const SOURCE = { "aws:SourceAccount": ACCOUNT };
  const allThree = (...rest: string[]) => PUTS.map((put) => [put, "denied", ...rest]);
  const allFour = (...rest: string[]) => [[LOOKUP, "denied", ...rest], ...allThree(...rest)];
  type Case = [what: string, policies: ExportPolicies, faults: string[][]];
  const cases: Case[] = [
    [
      "a statement that looks up nothing",
      changed("PutObject", { Action: "s3:PutObject" }),
      [[LOOKUP, "denied"]],
    ],
    [
      "a statement that writes nothing",
      changed("PutObject", { Action: "s3:GetBucketLocation" }),
      allThree(),
    ],
    ["no PutObject statement", without("PutObject"), allFour()],
    ["no GenerateDataKey statement", without("GenerateDataKey"), [[KEY, "denied"]]],
    ["no key policy", { ...policies, keyPolicy: EMPTY_POLICY }, [[KEY, "denied"]]],
    [
      "no bucket policy",
      { ...policies, bucketPolicy: EMPTY_POLICY },
      [[LOOKUP, "denied"], ...allThree()],
    ],
    [
      "a principal list without the opt-in Region's",
      changed("PutObject", {
        Principal: { Service: "guardduty.amazonaws.com" },
      }),
      allFour("PutObject -"),
    ],
    [
      "another exporting account",
      changed("PutObject", {
        Condition: { StringEquals: { "aws:SourceAccount": "444455556666" } },
      }),
      allFour("PutObject aws:SourceAccount"),
    ],
    [
      "a list of detectors without this one",
      changed("GenerateDataKey", {
        Condition: { StringEquals: { ...SOURCE, "aws:SourceArn": "arn:aws:guardduty:x" } },
      }),
      [[KEY, "denied", "GenerateDataKey aws:SourceArn"]],
    ],
    ["another prefix", { ...policies, prefix: "elsewhere" }, allThree("PutObject -")],
    [
      "a PutObject that covers one account's folder only",
      changed("PutObject", {
        Resource: [BUCKET, `${BUCKET}/AWSLogs/${ACCOUNT}/*`],
      }),
      [
        ["putTestObject", "denied", "PutObject -"],
        ["putMemberFinding", "undetermined", "PutObject -"],
      ],
    ],
    [
      "another key in the encryption deny",
      changed("DenyOtherKeys", {
        Condition: {
          StringNotEquals: {
            "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:us-east-1:1:key/other",
          },
        },
      }),
      allThree("DenyOtherKeys s3:x-amz-server-side-encryption-aws-kms-key-id"),
    ],
    [
      "a Deny from others outside of a network",
      withDeny({ Condition: { NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
      [LOOKUP, ...PUTS, ...ACLS].map((call) => [call, "undetermined", "Theirs aws:SourceIp"]),
    ],
    [
      "a Deny from others outside of the organization",
      withDeny({
        Action: "s3:PutObject",
        Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
      }),
      PUTS.map((put) => [put, "denied", "Theirs aws:PrincipalOrgID"]),
    ],
    [
      "a Deny from others outside of the organization, AWS services excepted",
      withDeny({
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abc1234567" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      }),
      [],
    ],
    [
      "a Deny from others outside of a network, of tagged identities alone",
      withDeny({
        Condition: {
          NotIpAddressIfExists: { "aws:SourceIp": "10.0.0.0/8" },
          StringEquals: { "aws:PrincipalTag/data-perimeter-include": "true" },
        },
      }),
      [],
    ],
    [
      "a Deny from others of identities without a tag",
      withDeny({
        Action: "s3:PutObject",
        Condition: { Null: { "aws:principaltag/team": "true" } },
      }),
      PUTS.map((put) => [put, "denied", "Theirs aws:principaltag/team"]),
    ],
    ...["aws:PrincipalArn", "aws:PrincipalAccount", "aws:userid", "aws:ViaAWSService"].map(
      (key): Case => [
        `a Deny from others by ${key}, whose value for a service is not documented`,
        withDeny({ Action: "s3:PutObject", Condition: { StringNotEquals: { [key]: "x" } } }),
        PUTS.map((put) => [put, "undetermined", `Theirs ${key}`]),
      ],
    ),
    [
      "a Deny from others of the owner's ACL",
      withDeny({
        Action: "s3:PutObject",
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      }),
      PUTS.map((put) => [put, "undetermined", "Theirs s3:x-amz-acl"]),
    ],
    [
      "a Deny from others that requires the owner's ACL",
      withDeny({
        Action: "s3:PutObject",
        Condition: { StringNotEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      }),
      PUTS.map((put) => [put, "undetermined", "Theirs s3:x-amz-acl"]),
    ],
    [
      "a Deny from others of s3:PutObjectAcl",
      withDeny({ Action: "s3:PutObjectAcl" }),
      ACLS.map((call) => [call, "undetermined", "Theirs -"]),
    ],
    [
      "a Deny from others of another encryption",
      withDeny({
        Action: "s3:PutObject",
        Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "AES256" } },
      }),
      allThree("Theirs s3:x-amz-server-side-encryption"),
    ],
    [
      "a Deny from others of everything",
      withDeny({ Action: "s3:PutObject" }),
      allThree("Theirs -"),
    ],
  ];
  for (const [what, faulty, expected] of cases) {
    it(what, () => expect(faults(faulty, "me-south-1")).to.eql(expected));
  }

  const harmless: [what: string, statement: Partial<PolicyStatement>][] = [
    [
      "of unencrypted uploads",
      {
        Condition: { Null: { "s3:x-amz-server-side-encryption": "true" } },
        Action: "s3:PutObject",
      },
    ],
    [
      "outside of a network, but for AWS services",
      {
        Condition: {
          NotIpAddressIfExists: { "aws:SourceIp": "10.0.0.0/8" },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ],
    ["of public ACLs", { Condition: { StringEquals: { "s3:x-amz-acl": "public-read" } } }],
    ["of deletion", { Action: "s3:DeleteObject*" }],
    ["for a role", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/other` } }],
  ];
  for (const [what, statement] of harmless) {
    it(`finds no fault in a Deny from others ${what}`, () => {
      const results = proveExport(withDeny(statement)).map(({ result }) => result);
      expect(results).to.eql(["allowed", "allowed"]);
    });
  }

  it("is about the Regions concerned, and no others", () => {
    const faulty = changed("PutObject", {
      Principal: { Service: "guardduty.amazonaws.com" },
    });
    expect(proveExport(faulty).map(({ region, result }) => [region, result])).to.eql([
      ["us-east-1", "allowed"],
      ["me-south-1", "denied"],
    ]);
  });

  it("calls a Region denied when one call is denied and another undetermined", () => {
    const faulty = { ...withDeny({ Condition: { Null: { "aws:SourceVpce": "true" } } }) };
    expect(proveExport({ ...faulty, keyPolicy: EMPTY_POLICY })[0]?.result).to.equal("denied");
  });

  it("takes a denial by the policy that is known for the answer, and nothing else", () => {
    const denied = withDeny({ Action: "s3:PutObject" });
    const results = (all: ExportPolicies) => proveExport(all).map(({ result }) => result);
    expect(results({ ...denied, keyPolicy: undefined })).to.eql(["denied", "denied"]);
    expect(results({ ...denied, bucketPolicy: undefined })).to.eql(["notChecked", "notChecked"]);
    const unknown = { ...policies, bucketPolicy: undefined, keyPolicy: undefined };
    expect(results(unknown)).to.eql(["notChecked", "notChecked"]);
  });

  it("speaks of the Allow that lacks the least", () => {
    const others = policiesFor({ sources: [source("us-east-1", "444455556666")] });
    const Statement = [others, changed("PutObject", { Resource: [BUCKET, `${BUCKET}/x/*`] })]
      .flatMap(({ bucketPolicy }) => bucketPolicy?.Statement ?? [])
      .map((one, index) => ({ ...one, Sid: `Number${index}` }));
    const mixed = { ...policies, bucketPolicy: { Version: "2012-10-17", Statement } };
    expect(faults(mixed, "us-east-1").map((fault) => fault.slice(2))).to.eql([
      ["Number5 -"],
      ["Number5 -"],
      ["Number5 -"],
    ]);
  });
});
