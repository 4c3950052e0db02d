import { expect } from "chai";
import type { PolicyCondition, PolicyStatement } from "../../../rules/policyDocument";
import { whoElse, type ExportPolicies } from "../../../rules/proof";
import { BUCKET, policies } from "./faults";
import { ACCOUNT, policiesFor, SHAPES, withStatements } from "./shapes";

const detectors = policies.sources.map(
  ({ region, detectorId }) => `arn:aws:guardduty:${region}:${ACCOUNT}:detector/${detectorId}`,
);

const withAllow = (
  statement: Partial<PolicyStatement>,
  policy: "bucketPolicy" | "keyPolicy" = "bucketPolicy",
): ExportPolicies =>
  withStatements(policies, policy, (own) => [
    ...own,
    {
      Sid: "Theirs",
      Effect: "Allow",
      Principal: { Service: "guardduty.amazonaws.com" },
      Action: policy === "bucketPolicy" ? "s3:PutObject" : "kms:GenerateDataKey",
      Resource: policy === "bucketPolicy" ? `${BUCKET}/AWSLogs/*` : "*",
      ...statement,
    },
  ]);

const equals = (account: string | undefined, arns?: string[]): { Condition: PolicyCondition } => ({
  Condition: {
    StringEquals: {
      ...(account !== undefined && { "aws:SourceAccount": account }),
      ...(arns && { "aws:SourceArn": arns }),
    },
  },
});

const found = (all: ExportPolicies) =>
  whoElse(all).map(({ who, call, sid, certain }) =>
    [certain ? "" : "maybe ", who, " | ", call, " | ", sid].join(""),
  );

const OTHER_ACCOUNT = "a detector of another account";
const OTHER_DETECTOR = `another detector of account ${ACCOUNT}`;
const OTHER_REGION = `a detector of account ${ACCOUNT} in a Region not exported`;
const NO_SOURCE = "GuardDuty for no source at all";
const TRAIL = "cloudtrail.amazonaws.com for our detector";
const BARE_TRAIL = "cloudtrail.amazonaws.com for no source at all";
const ANYBODY = "anybody, without credentials";
const FOREIGN_ROLE = "a role of a foreign account";
const WRITES = "write findings | Theirs";

describe("who else may do what GuardDuty does", () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`is nobody under the package's own policies: ${name}`, () => {
      expect(whoElse(policiesFor(shape))).to.eql([]);
    });
  }

  const cases: [what: string, policies: ExportPolicies, intruders: string[]][] = [
    [
      "GuardDuty for all of AWS, when nothing binds the statement to a source",
      withAllow({}),
      [OTHER_ACCOUNT, OTHER_DETECTOR, OTHER_REGION, NO_SOURCE].map((who) => `${who} | ${WRITES}`),
    ],
    [
      "every detector of the account, when only the account is named",
      withAllow(equals(ACCOUNT)),
      [OTHER_DETECTOR, OTHER_REGION].map((who) => `${who} | ${WRITES}`),
    ],
    ["nobody, when the detectors are named", withAllow(equals(undefined, detectors)), []],
    [
      "nobody beyond what it says, when the account's detectors are named by a pattern",
      withAllow({
        Condition: {
          ArnLike: { "aws:SourceArn": `arn:aws:guardduty:*:${ACCOUNT}:detector/*` },
        },
      }),
      [],
    ],
    [
      "the account's detectors, when a pattern names any account's",
      withAllow({
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:guardduty:*:*:detector/*" } },
      }),
      [OTHER_ACCOUNT, OTHER_DETECTOR, OTHER_REGION].map((who) => `${who} | ${WRITES}`),
    ],
    [
      "another service that stands beside GuardDuty",
      withAllow({
        Principal: { Service: ["guardduty.amazonaws.com", "delivery.logs.amazonaws.com"] },
        ...equals(ACCOUNT, detectors),
      }),
      [`delivery.logs.amazonaws.com for our detector | ${WRITES}`],
    ],
    [
      "any service, when the statement is for everybody",
      withAllow({ Principal: "*", ...equals(ACCOUNT, detectors) }),
      [`${TRAIL} | ${WRITES}`],
    ],
    [
      "anybody at all, when the statement is for everybody under no condition",
      withAllow({ Principal: { AWS: "*" } }),
      [
        OTHER_ACCOUNT,
        OTHER_DETECTOR,
        OTHER_REGION,
        NO_SOURCE,
        TRAIL,
        BARE_TRAIL,
        ANYBODY,
        FOREIGN_ROLE,
      ].map((who) => `${who} | ${WRITES}`),
    ],
    [
      "all but those whom a statement leaves out",
      withAllow({
        Principal: undefined,
        NotPrincipal: { Service: "guardduty.amazonaws.com" },
        Condition: { Null: { "aws:SourceArn": "true" } },
      }),
      [NO_SOURCE, BARE_TRAIL, ANYBODY, FOREIGN_ROLE].map((who) => `${who} | ${WRITES}`),
    ],
    [
      "perhaps anybody, when it depends on the network",
      withAllow({
        Principal: { AWS: "*" },
        Condition: {
          IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
          Null: { "aws:PrincipalIsAWSService": "true" },
        },
      }),
      [`maybe ${ANYBODY} | ${WRITES}`],
    ],
    [
      "nobody outside of the organization",
      withAllow({
        Principal: "*",
        Condition: {
          StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        },
      }),
      [],
    ],
    [
      "the whole world, for the key",
      withAllow({ Principal: "*", Condition: { Null: { "aws:SourceArn": "true" } } }, "keyPolicy"),
      [NO_SOURCE, BARE_TRAIL, ANYBODY, FOREIGN_ROLE].map((who) => `${who} | use the key | Theirs`),
    ],
    [
      "GuardDuty itself, writing elsewhere in the bucket",
      withAllow({ Resource: `${BUCKET}/*`, ...equals(ACCOUNT, detectors) }),
      ["GuardDuty itself | write outside of its folder | Theirs"],
    ],
    [
      "GuardDuty itself, doing more than it needs",
      withAllow({
        Action: ["s3:Get*", "s3:Put*"],
        Resource: [BUCKET, `${BUCKET}/AWSLogs/*`],
        ...equals(ACCOUNT, detectors),
      }),
      ["read findings", "change the bucket policy"].map(
        (call) => `GuardDuty itself | ${call} | Theirs`,
      ),
    ],
    [
      "GuardDuty itself, decrypting with the key",
      withAllow({ Action: "kms:*", ...equals(ACCOUNT, detectors) }, "keyPolicy"),
      ["decrypt with the key", "change the key policy"].map(
        (call) => `GuardDuty itself | ${call} | Theirs`,
      ),
    ],
    [
      "nobody whom a Deny keeps out",
      withStatements(withAllow({}), "bucketPolicy", (all) => [
        ...all,
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: "*",
          Condition: { StringNotEquals: { "aws:SourceArn": detectors } },
        },
      ]),
      [],
    ],
    [
      "nobody by a statement that is not about GuardDuty",
      withAllow({ Principal: { Service: "cloudtrail.amazonaws.com" } }),
      [],
    ],
  ];
  for (const [what, all, intruders] of cases) {
    it(`is ${what}`, () => expect(found(all)).to.have.members(intruders));
  }

  it("is told in one sentence that names the statement and its policy", () => {
    const sentence = (all: ExportPolicies) => whoElse(all).map(({ text }) => text);
    expect(sentence(withAllow({ Sid: undefined, ...equals(ACCOUNT) }))).to.eql([
      `${OTHER_DETECTOR} can write findings: statement 5 of the bucket policy allows it.`,
      `${OTHER_REGION} can write findings: statement 5 of the bucket policy allows it.`,
    ]);
    const byOrganization = {
      Condition: {
        StringEquals: { "aws:SourceOrgID": "o-abc1234567", "aws:SourceArn": detectors },
      },
      Principal: "*" as const,
    };
    expect(sentence(withAllow(byOrganization))).to.eql([
      `${TRAIL} may be able to write findings: statement 5 "Theirs" of the bucket policy allows it, depending on aws:SourceOrgID.`,
    ]);
  });

  it("finds a Region to stand in where all are exported", () => {
    const every = policiesFor(SHAPES["every Region"] ?? { sources: [] });
    const loose = withStatements(every, "keyPolicy", (all) =>
      all.map((one) => (one.Condition ? { ...one, ...equals(ACCOUNT) } : one)),
    );
    expect(whoElse(loose).map(({ who }) => who)).to.eql([OTHER_DETECTOR]);
  });
});
