import type { PolicyStatement } from "../../../rules/policyDocument";
import type { ExportPolicies } from "../../../rules/proof";
import { BUCKET, policies } from "./faults";
import { ACCOUNT, withStatements } from "./shapes";

type Statement = Partial<PolicyStatement>;

const OTHER = "444455556666";
const guardDuty = ["guardduty.amazonaws.com", "guardduty.me-south-1.amazonaws.com"];
const org = { StringNotEquals: { "aws:PrincipalOrgID": "o-abc1234567" } };
const SSE = "s3:x-amz-server-side-encryption";

const putWhere = (Condition: PolicyStatement["Condition"]): Statement => ({
  Action: "s3:PutObject",
  Condition,
});

/** What others deny. */
const DENIES: Statement[] = [
  { Action: "s3:*" },
  { Action: "s3:Put*", Principal: { AWS: "*" } },
  { Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
  { Action: undefined, NotAction: "s3:GetObject" },
  { Resource: undefined, NotResource: `${BUCKET}/public/*` },
  putWhere(org),
  putWhere({ StringNotEquals: { [SSE]: "AES256" } }),
  putWhere({ StringNotEqualsIfExists: { [SSE]: "AES256" } }),
  putWhere({ Null: { "s3:x-amz-acl": "true" } }),
  putWhere({ StringNotEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } }),
  putWhere({ Bool: { "aws:PrincipalIsAWSService": "true" } }),
  putWhere({ ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/x` } }),
  putWhere({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
  putWhere({ DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } }),
  putWhere({ StringEquals: { "aws:SourceAccount": ACCOUNT }, ...org }),
  putWhere({ StringNotEquals: { "aws:PrincipalServiceName": "cloudtrail.amazonaws.com" } }),
  putWhere({ StringNotLike: { "aws:SourceArn": "arn:aws:cloudtrail:*" } }),
  putWhere({ "ForAnyValue:StringEquals": { "aws:PrincipalServiceNamesList": guardDuty } }),
  putWhere({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }),
  { Action: "s3:PutObject", Principal: { Service: guardDuty } },
  { Principal: { Service: [...guardDuty, "sns.amazonaws.com"] } },
  { Action: "s3:PutObject", Resource: `${BUCKET}/AWSLogs/${ACCOUNT}/*` },
  { Action: "s3:PutObject", Resource: `${BUCKET}/*/2027/*` },
  { Action: "s3:PutObjectAcl" },
  { Action: "s3:PutObjectAcl", Condition: org },
  { Action: "s3:GetBucketLocation", Principal: { Service: guardDuty[1] as string } },
];

const forGuardDuty = (Condition: PolicyStatement["Condition"]): Statement => ({
  Principal: { Service: guardDuty },
  Condition,
});
const forAllWhere = (Condition: PolicyStatement["Condition"]): Statement => ({ Condition });

/** What others allow. */
const ALLOWS: Statement[] = [
  { Action: "s3:*" },
  { Action: "s3:GetObject", Principal: { AWS: ["*", OTHER] } },
  { Principal: { AWS: [OTHER, `arn:aws:iam::${ACCOUNT}:root`], Service: "sns.amazonaws.com" } },
  { Principal: { Federated: "accounts.google.com" } },
  { Principal: { CanonicalUser: "79a59df900b949e5" } },
  { Principal: { Service: ["sns.amazonaws.com", guardDuty[0] as string] } },
  {
    ...putWhere({ StringEqualsIfExists: { "aws:SourceAccount": OTHER } }),
    Principal: { Service: "sns.amazonaws.com" },
  },
  {
    ...{ Principal: { Service: guardDuty }, Action: undefined },
    NotAction: "s3:GetObject",
  },
  {
    ...{ Principal: { Service: guardDuty }, Action: "s3:PutObject" },
    ...{ Resource: undefined, NotResource: `${BUCKET}/a/*` },
  },
  forGuardDuty({ StringEquals: { "aws:SourceAccount": [ACCOUNT, OTHER] } }),
  forGuardDuty({ ArnLike: { "aws:SourceArn": "arn:aws:guardduty:*:*:detector/*" } }),
  { Principal: undefined, NotPrincipal: { AWS: OTHER }, Action: "s3:Put*" },
  forAllWhere({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
  forAllWhere({ StringEquals: { "aws:PrincipalAccount": [OTHER, ACCOUNT] } }),
  forAllWhere({ StringLike: { "aws:PrincipalArn": "arn:aws:iam::4444*:role/*" } }),
  forAllWhere({ StringEquals: { "aws:SourceVpce": "vpce-1" } }),
  forAllWhere({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::other" } }),
  { Principal: { AWS: `arn:aws:sts::${OTHER}:assumed-role/a/b` }, Action: "s3:DeleteObject*" },
];

/** The export's policies with one statement of others, at either end, with a Sid and without. */
export function* withOthers(): Generator<{ what: string; policies: ExportPolicies }> {
  const all = [
    ...DENIES.map((one) => ({ Effect: "Deny" as const, ...one })),
    ...ALLOWS.map((one) => ({ Effect: "Allow" as const, ...one })),
  ];
  for (const one of all) {
    for (const Sid of ["Theirs", undefined]) {
      const statement: PolicyStatement = {
        ...{ Principal: "*", Action: "s3:*", Resource: [BUCKET, `${BUCKET}/*`] },
        ...one,
        ...(Sid !== undefined && { Sid }),
      };
      // Elements of undefined are not there.
      const clean = JSON.parse(JSON.stringify(statement)) as PolicyStatement;
      for (const first of [true, false]) {
        yield {
          what: `${JSON.stringify(clean)} ${first ? "first" : "last"}`,
          policies: withStatements(policies, "bucketPolicy", (own) =>
            first ? [clean, ...own] : [...own, clean],
          ),
        };
      }
    }
  }
}
