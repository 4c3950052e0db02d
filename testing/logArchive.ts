import type { WorldFile } from "../sandbox/world";
import { evaluate } from "../rules/evaluator";
import type { AccessRequest, Decision } from "../rules/evaluator";
import type { PolicyDocument, PolicyStatement } from "../rules/policyDocument";
import { listOf } from "../rules/policyDocument";
import { RESERVED_SID_PREFIX } from "../rules/policies";
import { ACCOUNT } from "../mocks/answers";

export const BUCKET = "acme-log-archive";
export const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
export const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/${KEY_ID}`;
export const SIEM = "arn:aws:iam::222233334444:role/siem";

const ARN = `arn:aws:s3:::${BUCKET}`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const TRAIL = "cloudtrail.amazonaws.com";

/** The policy of a log archive that others depend on. */
export const bucketPolicyOfOthers: PolicyDocument = {
  Version: "2008-10-17",
  Id: "log-archive",
  Statement: [
    {
      Sid: "CloudTrail looks the bucket up",
      Effect: "Allow",
      Principal: { Service: TRAIL },
      Action: "s3:GetBucketAcl",
      Resource: ARN,
    },
    {
      Sid: "CloudTrail writes",
      Effect: "Allow",
      Principal: { Service: TRAIL },
      Action: "s3:PutObject",
      Resource: `${ARN}/cloudtrail/*`,
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
    {
      Sid: "ConfigWrites",
      Effect: "Allow",
      Principal: { Service: ["config.amazonaws.com", "delivery.logs.amazonaws.com"] },
      Action: ["s3:PutObject", "s3:GetBucketAcl"],
      Resource: [`${ARN}/config/*`, ARN],
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
    },
    {
      Effect: "Allow",
      Principal: { AWS: SIEM },
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: [ARN, `${ARN}/*`],
    },
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [ARN, `${ARN}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "DenyDelete",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      Resource: `${ARN}/*`,
    },
  ],
};

/** The policy of the key that others encrypt under. */
export const keyPolicyOfOthers: PolicyDocument = {
  Version: "2012-10-17",
  Id: "log-archive-key",
  Statement: [
    {
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: ROOT },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "CloudTrail",
      Effect: "Allow",
      Principal: { Service: TRAIL },
      Action: "kms:GenerateDataKey*",
      Resource: "*",
      Condition: {
        StringLike: {
          "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`,
        },
      },
    },
    {
      Sid: "Siem",
      Effect: "Allow",
      Principal: { AWS: SIEM },
      Action: ["kms:Decrypt", "kms:DescribeKey"],
      Resource: "*",
    },
    {
      Effect: "Deny",
      Principal: "*",
      Action: "kms:ScheduleKeyDeletion",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } },
    },
  ],
};

/** What an export that adopts both warns of: the reader of others. */
export const warningsOfReader = [
  `warning: Statement 3 of the bucket policy lets ${SIEM} read findings (s3:GetObject).\n  Fix: Remove statement 3 from the bucket policy.`,
  `warning: Statement 2 "Siem" of the key policy lets ${SIEM} use the key (kms:Decrypt).\n  Fix: Remove statement 2 "Siem" from the key policy.`,
];

/** A world in which a log archive is there already; `null` for a bucket without a policy. */
export function logArchive(
  bucketPolicy: PolicyDocument | null = bucketPolicyOfOthers,
  keyPolicy: PolicyDocument = keyPolicyOfOthers,
): WorldFile {
  return {
    caller: ACCOUNT,
    accounts: {
      [ACCOUNT]: {
        name: "security",
        optedIn: ["me-south-1"],
        roles: [`arn:aws:iam::${ACCOUNT}:role/deploy`],
      },
      "222233334444": { roles: [SIEM] },
    },
    buckets: {
      [BUCKET]: {
        account: ACCOUNT,
        region: "us-east-1",
        policy: structuredClone(bucketPolicy) as never,
        tags: { owner: "platform" },
      },
    },
    keys: { [KEY_ARN]: { policy: structuredClone(keyPolicy) as never } },
  };
}

/** Everything of a policy that no export wrote. */
export function ofOthers(policy: unknown): PolicyDocument {
  const document = policy as PolicyDocument;
  return { ...document, Statement: listOf(document.Statement).filter((one) => !isOurs(one)) };
}

/** The Sids of the exports' statements in a policy. */
export function ourSids(policy: unknown): string[] {
  return listOf((policy as PolicyDocument).Statement)
    .filter(isOurs)
    .map(({ Sid }) => Sid as string);
}

function isOurs({ Sid }: PolicyStatement): boolean {
  return Sid?.startsWith(RESERVED_SID_PREFIX) === true;
}

const request = (
  principal: AccessRequest["principal"],
  action: string,
  resource: string,
  known: AccessRequest["context"]["known"] = {},
): AccessRequest => ({
  principal,
  action,
  resource,
  context: { known: { "aws:SecureTransport": "true", ...known }, otherwise: "absent" },
});
const trail = { kind: "Service" as const, service: TRAIL };
const siem = { kind: "AWS" as const, arn: SIEM };
const owner = { "s3:x-amz-acl": "bucket-owner-full-control" };

const BUCKET_REQUESTS = [
  request(trail, "s3:GetBucketAcl", ARN),
  request(trail, "s3:PutObject", `${ARN}/cloudtrail/a`, owner),
  request(trail, "s3:PutObject", `${ARN}/AWSLogs/a`, owner),
  request(siem, "s3:GetObject", `${ARN}/cloudtrail/a`),
  request(siem, "s3:GetObject", `${ARN}/cloudtrail/a`, { "aws:SecureTransport": "false" }),
  request(siem, "s3:PutObject", `${ARN}/cloudtrail/a`),
  request(siem, "s3:DeleteObject", `${ARN}/cloudtrail/a`),
  request({ kind: "Anonymous" }, "s3:ListBucket", ARN),
];
const KEY_REQUESTS = [
  request(trail, "kms:GenerateDataKey", KEY_ARN, {
    "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/t`,
  }),
  request(siem, "kms:Decrypt", KEY_ARN),
  request(siem, "kms:GenerateDataKey", KEY_ARN),
];

/** How a handful of requests of others come out under the two policies. */
export function requestsOfOthers(bucket: unknown, key: unknown): Decision["result"][] {
  const results = (policy: unknown, requests: AccessRequest[]) =>
    requests.map((one) => evaluate(policy as PolicyDocument, one).result);
  return [...results(bucket, BUCKET_REQUESTS), ...results(key, KEY_REQUESTS)];
}
