import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// GuardDuty writes from these Regions as its global principal, from all others as a regional one.
const defaultRegions = (
  "ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 " +
  "eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2"
).split(" ");

interface PolicyParts {
  accountId: string;
  prefix: string;
  bucket: aws.s3.Bucket;
  key: aws.kms.Key;
  detectors: Map<string, aws.guardduty.Detector>;
}

/** The bucket policy and the key policy, as JSON. */
export function policyTexts({ accountId, prefix, bucket, key, detectors }: PolicyParts) {
  const optIn = [...detectors.keys()].filter((region) => !defaultRegions.includes(region)).sort();
  const services = [
    "guardduty.amazonaws.com",
    ...optIn.map((region) => `guardduty.${region}.amazonaws.com`),
  ].sort();
  const Principal = { Service: services.length === 1 ? services[0] : services };
  const detectorArns = pulumi
    .all([...detectors.values()].map(({ arn }) => arn))
    .apply((arns) => (arns.length === 1 ? arns[0] : arns.sort()));
  const fromDetectors = {
    StringEquals: { "aws:SourceAccount": accountId, "aws:SourceArn": detectorArns },
  };
  const findings = pulumi.interpolate`${bucket.arn}/${prefix}/AWSLogs/*`;
  const bucketText = pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PutObject",
        Effect: "Allow",
        Principal,
        Action: ["s3:GetBucketLocation", "s3:PutObject"],
        Resource: [bucket.arn, findings],
        Condition: fromDetectors,
      },
      {
        Sid: "DenyUnencrypted",
        Effect: "Deny",
        Principal,
        Action: "s3:PutObject",
        Resource: findings,
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
        },
      },
      {
        Sid: "DenyOtherKeys",
        Effect: "Deny",
        Principal,
        Action: "s3:PutObject",
        Resource: findings,
        Condition: {
          ...fromDetectors,
          StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": key.arn },
        },
      },
      {
        Sid: "DenyOtherWriters",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:PutObject", "s3:ReplicateObject"],
        Resource: findings,
        Condition: {
          StringNotLike: {
            "aws:PrincipalServiceName": ["guardduty.amazonaws.com", "guardduty.*.amazonaws.com"],
          },
        },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
  const keyText = pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AccountAdministration",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "GenerateDataKey",
        Effect: "Allow",
        Principal,
        Action: "kms:GenerateDataKey",
        Resource: "*",
        Condition: fromDetectors,
      },
    ],
  });
  return { bucket: bucketText, key: keyText };
}
