import { expect } from "chai";
import type { PolicyCondition, PolicyStatement } from "../../../rules/policyDocument";
import type { AccessFinding, Caller, ExportPolicies, Finding } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { findingText } from "../../../rules/texts/findings";
import { assessed, inputOf } from "./assessed";
import { accessFindings } from "../../../rules/proof/accessFindings";
import { BUCKET, policies, without } from "./faults";
import { ACCOUNT, policiesFor, SHAPES, withStatements } from "./shapes";

const detectors = policies.sources.map(
  ({ region, detectorId }) => `arn:aws:guardduty:${region}:${ACCOUNT}:detector/${detectorId}`,
);

const withAllow = (
  statement: Partial<PolicyStatement>,
  policy: "bucketPolicy" | "keyPolicy" = "bucketPolicy",
): ExportPolicies =>
  // Without the Deny that a bucket of others has not, and that leaves little to find.
  withStatements(without("DenyOtherWriters"), policy, (own) => [
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

const isAccess = (finding: Finding): finding is AccessFinding => "callers" in finding;
const accessOf = (all: ExportPolicies) => assessed(all).findings.filter(isAccess);
const callerName = (caller: Caller) => Object.values(caller).join(" ");

/** Each finding as id, callers, classes with their actions, and what it depends on. */
const found = (all: ExportPolicies) =>
  accessOf(all).map(({ id, callers, access, dependsOn }) =>
    [
      id,
      callers.map(callerName).join(", "),
      access.map((one) => one.class).join(", "),
      ...dependsOn,
    ].join(" | "),
  );

const READ_ALL = { Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: `${BUCKET}/*` };

describe("unintended access", () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`is none under the package's own policies: ${name}`, () => {
      expect(found(policiesFor(shape))).to.eql([]);
    });
  }

  const OUTSIDE = "arn:aws:iam::444455556666:role/r";
  /** Reading for everyone, with a Deny for everyone but a few. */
  const readExcept = (deny: Partial<PolicyStatement>) =>
    withStatements(withAllow(READ_ALL), "bucketPolicy", (own) => [
      ...own,
      { Effect: "Deny", Action: "s3:*", Resource: `${BUCKET}/*`, ...deny },
    ]);
  const cases: [what: string, policies: ExportPolicies, findings: string[]][] = [
    [
      "of a role that a Deny leaves out",
      readExcept({ NotPrincipal: { AWS: [OUTSIDE, "arn:aws:iam::444455556666:root"] } }),
      [`externalAccess | identity ${OUTSIDE}, account 444455556666 | readFindings`],
    ],
    [
      "of an account that a Deny leaves out",
      readExcept({
        Principal: "*",
        Condition: { StringNotEquals: { "aws:PrincipalAccount": "444455556666" } },
      }),
      ["externalAccess | account 444455556666 | readFindings"],
    ],
    [
      "of an account by a folder that a variable names",
      withAllow({
        Principal: { AWS: "arn:aws:iam::444455556666:root" },
        Resource: `${BUCKET}/AWSLogs/\${aws:PrincipalAccount}/*`,
      }),
      ["externalAccess | account 444455556666 | writeFindings"],
    ],
    [
      "of all accounts by a folder that a variable names",
      withAllow({
        Principal: "*",
        Action: "s3:DeleteObject",
        Resource: `${BUCKET}/AWSLogs/\${aws:PrincipalAccount}/GuardDuty/*`,
      }),
      [
        "publicAccess | anyAccount | deleteFindings",
        "publicAccess | service cloudtrail.amazonaws.com | deleteFindings | aws:PrincipalAccount",
      ],
    ],
    [
      "of all users by a folder that a variable names",
      withAllow({
        Principal: { AWS: "arn:aws:iam::444455556666:root" },
        Resource: `${BUCKET}/\${aws:username}/*`,
      }),
      ["externalAccess | account 444455556666 | writeFindings, writeElsewhere | aws:username"],
    ],
    [
      "of a service that acts for any account, by a folder that a variable names",
      withAllow({
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Resource: `${BUCKET}/AWSLogs/\${aws:SourceAccount}/*`,
      }),
      [
        "serviceAccess | service cloudtrail.amazonaws.com | writeFindings, writeElsewhere | aws:SourceAccount",
      ],
    ],
    [
      "of accounts but those that a Deny with a variable stops",
      withStatements(
        withAllow({ Principal: { AWS: "arn:aws:iam::444455556666:root" } }),
        "bucketPolicy",
        (own) => [
          ...own,
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:PutObject",
            NotResource: `${BUCKET}/AWSLogs/\${aws:PrincipalAccount}/*`,
            Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } },
          },
        ],
      ),
      ["externalAccess | account 444455556666 | writeFindings"],
    ],
    [
      "of a service that a Deny leaves out",
      readExcept({ NotPrincipal: { Service: "config.amazonaws.com" } }),
      ["serviceAccess | service config.amazonaws.com | readFindings"],
    ],
    [
      "of a service that a Deny leaves out by its name",
      readExcept({
        Principal: "*",
        Condition: { StringNotEquals: { "aws:PrincipalServiceName": "config.amazonaws.com" } },
      }),
      ["serviceAccess | service config.amazonaws.com | readFindings"],
    ],
    [
      "of GuardDuty for other accounts, when a Deny leaves it out",
      readExcept({ NotPrincipal: { Service: "guardduty.amazonaws.com" } }),
      ["serviceAccess | service guardduty.amazonaws.com | readFindings"],
    ],
    [
      "GuardDuty of every account, when nothing binds the statement to a source",
      withAllow({}),
      ["guardDutyAccess | guardDuty otherAccount, guardDuty sameAccount | writeFindings"],
    ],
    [
      "other detectors of the account, when only the account is named",
      withAllow(equals(ACCOUNT)),
      ["guardDutyAccess | guardDuty sameAccount | writeFindings"],
    ],
    ["none, when the detectors are named", withAllow(equals(undefined, detectors)), []],
    [
      "none beyond what it says, when the account's detectors are named by a pattern",
      withAllow({
        Condition: {
          ArnLike: { "aws:SourceArn": `arn:aws:guardduty:*:${ACCOUNT}:detector/*` },
        },
      }),
      [],
    ],
    [
      "GuardDuty of every account, when a pattern names detectors of any account",
      withAllow({
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:guardduty:*:*:detector/*" } },
      }),
      ["guardDutyAccess | guardDuty otherAccount, guardDuty sameAccount | writeFindings"],
    ],
    [
      "none by another service that is bound to the detectors, too",
      withAllow({
        Principal: { Service: ["guardduty.amazonaws.com", "delivery.logs.amazonaws.com"] },
        ...equals(ACCOUNT, detectors),
      }),
      [],
    ],
    [
      "a service without a bound source",
      withAllow({ Principal: { Service: "cloudtrail.amazonaws.com" } }),
      ["serviceAccess | service cloudtrail.amazonaws.com | writeFindings"],
    ],
    [
      "a service that a condition binds only if its key is there",
      withAllow({
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Condition: { StringEqualsIfExists: { "aws:SourceAccount": ACCOUNT } },
      }),
      ["serviceAccess | service cloudtrail.amazonaws.com | writeFindings"],
    ],
    [
      "a service under a header that every trail sends",
      withAllow({
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      }),
      ["serviceAccess | service cloudtrail.amazonaws.com | writeFindings"],
    ],
    [
      "an account that may tag findings, by which rules of a lifecycle may delete them",
      withAllow({ Principal: { AWS: "444455556666" }, Action: "s3:PutObjectTagging" }),
      ["externalAccess | account 444455556666 | deleteFindings"],
    ],
    [
      "an account that may have lists of the bucket written to a bucket of its own",
      withAllow({
        Principal: { AWS: "444455556666" },
        Action: "s3:PutAnalyticsConfiguration",
        Resource: BUCKET,
      }),
      ["externalAccess | account 444455556666 | changeProtections"],
    ],
    [
      "a service bound by a pattern of accounts",
      withAllow({
        Principal: { Service: "config.amazonaws.com" },
        Condition: { StringLike: { "aws:SourceAccount": "1*" } },
      }),
      ["serviceAccess | service config.amazonaws.com | writeFindings"],
    ],
    ...(
      [
        ["account", { StringEquals: { "aws:SourceAccount": "444455556666" } }],
        [
          "trail",
          {
            StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:444455556666:trail/t" },
          },
        ],
        [
          "account's trails",
          { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:444455556666:trail/*" } },
        ],
        ["organization", { StringEquals: { "aws:SourceOrgID": "o-abc1234567" } }],
        ["bucket", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::other" } }],
      ] as [string, PolicyCondition][]
    ).map(([what, Condition]): [string, ExportPolicies, string[]] => [
      `none by a service that is bound to its ${what}`,
      withAllow({ Principal: { Service: "cloudtrail.amazonaws.com" }, Condition }),
      [],
    ]),
    [
      "every caller that may read the findings of one month of one account",
      withAllow({
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `${BUCKET}/AWSLogs/444455556666/GuardDuty/*/2027/03/*`,
      }),
      ["publicAccess | anonymous, anyAccount, service cloudtrail.amazonaws.com | readFindings"],
    ],
    [
      "a service under a condition that asks only whether the caller is of an account",
      withAllow({
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Condition: { Null: { "aws:PrincipalAccount": "false" } },
      }),
      ["serviceAccess | service cloudtrail.amazonaws.com | writeFindings"],
    ],
    [
      "none by a service where the caller must have a tag, which services do not",
      withAllow({
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Condition: { StringLike: { "aws:PrincipalTag/team": "*" } },
      }),
      [],
    ],
    [
      "none by a service where the caller must be of an account",
      withAllow({
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
      }),
      [],
    ],
    [
      "every caller, when the statement is for every principal without a condition",
      withAllow(READ_ALL),
      ["publicAccess | anonymous, anyAccount, service cloudtrail.amazonaws.com | readFindings"],
    ],
    [
      "every caller under a condition that keeps none out",
      withAllow({
        ...READ_ALL,
        Condition: {
          IpAddress: { "aws:SourceIp": "0.0.0.0/0" },
          StringLike: { "aws:Referer": "https://acme.example/*" },
        },
      }),
      ["publicAccess | anonymous, anyAccount, service cloudtrail.amazonaws.com | readFindings"],
    ],
    [
      "every caller whom a statement does not leave out",
      withAllow({
        Principal: undefined,
        NotPrincipal: { Service: "guardduty.amazonaws.com" },
        Condition: { Null: { "aws:SourceArn": "true" } },
      }),
      ["publicAccess | anonymous, anyAccount, service cloudtrail.amazonaws.com | writeFindings"],
    ],
    [
      "perhaps any caller, when it depends on the network",
      withAllow({
        ...READ_ALL,
        Condition: {
          IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
          Null: { "aws:PrincipalIsAWSService": "true" },
        },
      }),
      ["externalAccess | anonymous | readFindings | aws:SourceIp"],
    ],
    [
      "identities of an organization, which its condition bounds",
      withAllow({
        ...READ_ALL,
        Principal: "*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
      }),
      ["externalAccess | anyAccount | readFindings | aws:PrincipalOrgID"],
    ],
    [
      "any organization that a pattern matches",
      withAllow({
        ...READ_ALL,
        Principal: "*",
        Condition: { StringLike: { "aws:PrincipalOrgID": "o-*" } },
      }),
      ["publicAccess | anyAccount | readFindings"],
    ],
    [
      "none, when a statement for every principal is bound to the bucket's account",
      withAllow({
        ...READ_ALL,
        Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
      }),
      [],
    ],
    [
      "an account that the condition of a statement for every principal names",
      withAllow({
        ...READ_ALL,
        Condition: { StringEquals: { "aws:PrincipalAccount": "444455556666" } },
      }),
      ["externalAccess | account 444455556666 | readFindings"],
    ],
    ...["444455556666", "arn:aws:iam::444455556666:root"].map(
      (AWS): [string, ExportPolicies, string[]] => [
        `another account that may put, delete and change the policy, as ${AWS}`,
        withAllow({
          Principal: { AWS },
          Action: ["s3:Put*", "s3:Delete*"],
          Resource: [BUCKET, `${BUCKET}/*`],
        }),
        [
          "externalAccess | account 444455556666 | writeFindings, writeElsewhere, readFindings, deleteFindings, changeProtections",
        ],
      ],
    ),
    [
      "a role of another account",
      withAllow({ ...READ_ALL, Principal: { AWS: "arn:aws:iam::444455556666:role/reader" } }),
      ["externalAccess | identity arn:aws:iam::444455556666:role/reader | readFindings"],
    ],
    [
      "none by a role of the bucket's account",
      withAllow({ ...READ_ALL, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reader` } }),
      [],
    ],
    [
      "a canonical user, whose account is not known",
      withAllow({ ...READ_ALL, Principal: { CanonicalUser: "79a59df900b949e5" } }),
      ["externalAccess | canonicalUser 79a59df900b949e5 | readFindings | aws:ResourceAccount"],
    ],
    [
      "identities of an identity provider",
      withAllow({ ...READ_ALL, Principal: { Federated: "accounts.google.com" } }),
      ["externalAccess | federated accounts.google.com | readFindings"],
    ],
    [
      "every account, for the key",
      withAllow(
        {
          Principal: "*",
          Action: ["kms:CreateGrant", "kms:ReEncryptFrom", "kms:ScheduleKeyDeletion"],
        },
        "keyPolicy",
      ),
      [
        "publicAccess | anonymous, anyAccount, service cloudtrail.amazonaws.com | useKey, giveKeyAway",
      ],
    ],
    [
      "every caller that may delete versions and expire findings",
      withAllow({
        Principal: "*",
        Action: ["s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration"],
        Resource: [BUCKET, `${BUCKET}/*`],
      }),
      ["publicAccess | anonymous, anyAccount, service cloudtrail.amazonaws.com | deleteFindings"],
    ],
    [
      "GuardDuty itself, writing elsewhere in the bucket",
      withAllow({ Resource: `${BUCKET}/*`, ...equals(ACCOUNT, detectors) }),
      ["guardDutyAccess | guardDuty exportedDetectors | writeElsewhere"],
    ],
    [
      "GuardDuty itself, doing more than it needs",
      withAllow({
        Action: ["s3:Get*", "s3:PutB*"],
        Resource: [BUCKET, `${BUCKET}/AWSLogs/*`],
        ...equals(ACCOUNT, detectors),
      }),
      [
        "guardDutyAccess | guardDuty exportedDetectors | readFindings, deleteFindings, changeProtections, readSettings",
      ],
    ],
    [
      "GuardDuty itself, doing more than it needs with the key",
      withAllow({ Action: "kms:*", ...equals(ACCOUNT, detectors) }, "keyPolicy"),
      ["guardDutyAccess | guardDuty exportedDetectors | useKey, giveKeyAway, readSettings"],
    ],
    [
      "none that a Deny keeps out",
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
      "none by a statement about another folder",
      withAllow({ ...READ_ALL, Resource: `${BUCKET}/website/*` }),
      [],
    ],
  ];
  for (const [what, all, findings] of cases) {
    it(`is ${what}`, () => expect(found(all)).to.eql(findings));
    if (findings.length > 0) {
      it(`is ended by the fix: ${what}`, () => {
        const edits = accessOf(all).flatMap(({ fix }) => fix);
        expect(edits).not.to.eql([]);
        expect(found(applyEdits(all, edits))).to.eql([]);
      });
    }
  }

  it("of an account that may be the bucket's own depends on that", () => {
    const all = withAllow({ ...READ_ALL, Principal: { AWS: "444455556666" } });
    const [finding] = accessFindings(inputOf(all, { accounts: { key: ACCOUNT } }));
    expect([finding?.severity, finding?.dependsOn]).to.eql(["warning", ["aws:ResourceAccount"]]);
  });

  it("is none by those whom the export lets read, but for more than reading", () => {
    const reader = "arn:aws:iam::444455556666:role/reader";
    const through = (Action: string) =>
      accessFindings(
        inputOf(
          withAllow({
            ...READ_ALL,
            Action,
            Principal: { AWS: "arn:aws:iam::444455556666:root" },
            Condition: { ArnEquals: { "aws:PrincipalArn": reader } },
          }),
          { grantees: [reader] },
        ),
      ).map(({ callers }) => callers.map(callerName));
    expect(through("s3:GetObject")).to.eql([]);
    expect(through("s3:DeleteObject")).to.eql([[`identity ${reader}`]]);
  });

  it("through an owner's own statement for GuardDuty that ours replace is a warning, and the owner can remove it", () => {
    const [finding] = accessFindings(
      inputOf(withAllow({ Resource: `${BUCKET}/*` }), {
        owners: { bucket: "shared", key: "stack" },
      }),
    );
    expect(findingText(finding!)).to.equal(
      [
        `Statement 4 "Theirs" of the bucket policy lets GuardDuty on behalf of other accounts, GuardDuty for detectors that are not exported and GuardDuty for the exported detectors write findings (s3:PutObject) and write outside the findings' folder (s3:PutObject); this export's statements replace it, and the owner of the bucket policy can remove it.`,
        '  Fix: Remove statement 4 "Theirs" from the bucket policy.',
      ].join("\n"),
    );
    expect(finding?.severity).to.equal("warning");
  });

  it("finds a Region to stand in where all are exported", () => {
    const every = policiesFor(SHAPES["every Region"] ?? { sources: [] });
    const loose = withStatements(every, "keyPolicy", (all) =>
      all.map((one) => (one.Condition ? { ...one, ...equals(ACCOUNT) } : one)),
    );
    expect(found(loose)).to.eql(["guardDutyAccess | guardDuty sameAccount | useKey"]);
  });
});
