import { expect } from "chai";
import { type Constraint, describeConstraints, withSdk } from "../../../testing/constraints";
import { ADMIN, exportWorld, keyArn } from "../../../testing/worlds";

const IAM_GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference/API";

type Call = Constraint["call"];
const trust = (...sids: string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: sids.map((Sid) => ({
      Sid,
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ADMIN}:root` },
      Action: "sts:AssumeRole",
    })),
  });
const role = (more: object = {}): Call => [
  "iam:CreateRole",
  { RoleName: "reader", AssumeRolePolicyDocument: trust("a"), ...more },
];
const longTrust = trust("a".repeat(2048));

describeConstraints("a role of IAM", [
  {
    title: "has a trust policy of up to 2,048 characters",
    call: role({ AssumeRolePolicyDocument: longTrust }),
    refused: "LimitExceededException: Cannot exceed quota for ACLSizePerRole: 2048",
    source: `${IAM_GUIDE}/reference_iam-quotas.html`,
  },
  {
    title: "keeps to it when its trust changes",
    given: [role()],
    call: ["iam:UpdateAssumeRolePolicy", { RoleName: "reader", PolicyDocument: longTrust }],
    refused: "LimitExceededException: Cannot exceed quota for ACLSizePerRole: 2048",
    source: `${IAM_GUIDE}/reference_iam-quotas.html`,
  },
  {
    title: "has statements with ids of their own",
    call: role({ AssumeRolePolicyDocument: trust("a", "a") }),
    refused:
      "MalformedPolicyDocumentException: Statement IDs (SID) in a single policy must be unique.",
    source: `${IAM_GUIDE}/reference_policies_elements_sid.html`,
  },
  {
    title: "is on a path of its account's own",
    call: role({ Path: "/aws-service-role/guardduty.amazonaws.com/" }),
    refused:
      "ValidationError: The specified value for path is invalid. It must not begin with /aws-service-role/.",
    source: `${IAM_GUIDE}/reference_iam-quotas.html`,
  },
  {
    title: "is assumed for as long as it may be",
    given: [role({ MaxSessionDuration: 7200 })],
    call: [
      "sts:AssumeRole",
      {
        RoleArn: `arn:aws:iam::${ADMIN}:role/reader`,
        RoleSessionName: "export",
        DurationSeconds: 7201,
      },
    ],
    refused:
      "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  },
]);

describe("accounts", () => {
  it("have 1,000 roles at most", () => {
    const listed = Array.from({ length: 1000 }, (_, index) => [
      `arn:aws:iam::${ADMIN}:role/r${index}`,
      { assumeRolePolicy: JSON.parse(trust("a")) },
    ]);
    return withSdk(
      async ({ refusal }) => {
        expect(await refusal(...role())).to.equal(
          "LimitExceededException: Cannot exceed quota for RolesPerAccount: 1000",
        );
      },
      { ...exportWorld(), roles: Object.fromEntries(listed) },
    );
  });
});

const alias = (AliasName: string, TargetKeyId: string = keyArn()): Call => [
  "kms:CreateAlias",
  { AliasName, TargetKeyId },
];

describeConstraints("a key of KMS", [
  {
    title: "has a usage unless it is symmetric",
    call: ["kms:CreateKey", { KeySpec: "RSA_2048" }],
    refused:
      "ValidationException: You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.",
    source: `${KMS}_CreateKey.html`,
  },
  {
    title: "has a usage of its kind",
    call: ["kms:CreateKey", { KeySpec: "SYMMETRIC_DEFAULT", KeyUsage: "SIGN_VERIFY" }],
    refused:
      "ValidationException: KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT",
    source: `${KMS}_CreateKey.html`,
  },
  {
    title: "has 50 aliases at most",
    given: Array.from({ length: 50 }, (_, index) => alias(`alias/a${index}`)),
    call: alias("alias/a50"),
    refused:
      "LimitExceededException: Aliases per key quota for this account in this region is 50, current usage is 50.",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html",
  },
  {
    title: "has aliases, and no alias has one",
    given: [alias("alias/one")],
    call: alias("alias/two", "alias/one"),
    refused: "ValidationException: Aliases must refer to keys. Not aliases",
    source: `${KMS}_CreateAlias.html`,
  },
  {
    title: "has aliases outside of AWS's own",
    call: alias("alias/aws/acme"),
    refused:
      'InvalidAliasNameException: Alias must start with the prefix "alias/" and must not start with "alias/aws/"',
    source: `${KMS}_CreateAlias.html`,
  },
  {
    title: "waits 7 to 30 days for its deletion",
    call: ["kms:ScheduleKeyDeletion", { KeyId: keyArn(), PendingWindowInDays: 6 }],
    refused:
      "ValidationException: 1 validation error detected: Value '6' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value between 7 and 30",
    source: `${KMS}_ScheduleKeyDeletion.html`,
  },
]);

describe("role chaining", () => {
  it("ends after an hour, whatever the role allows", () =>
    withSdk(async ({ call }, as) => {
      await call(...role({ MaxSessionDuration: 7200 }));
      const PolicyDocument = JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }],
      });
      await call("iam:PutRolePolicy", { RoleName: "reader", PolicyName: "p", PolicyDocument });
      const RoleArn = `arn:aws:iam::${ADMIN}:role/reader`;
      const assume = { RoleArn, RoleSessionName: "export", DurationSeconds: 7200 };
      const { Credentials } = await call("sts:AssumeRole", assume);
      expect(
        await as(ADMIN)
          .with(Credentials)
          .refusal("sts:AssumeRole", { ...assume, RoleSessionName: "again" }),
      ).to.equal(
        "ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
      );
    }));
});
