import { bucketArn } from "../arn";
import type { PolicyStatement } from "../policyDocument";
import type { Partition } from "../regions";
import { denyInsecureTransport } from "../tls";
import { bucketLock } from "./lockStatements";
import { readFindings } from "./readerStatements";
import type { ExportSource, SourcePrecision } from "./sources";
import { servicePrincipals, sourceAccounts, sourceCondition } from "./sources";

export interface BucketStatementsInput {
  sidPrefix: string;
  partition: Partition;
  bucketName: string;
  /** Without slashes at its ends; empty for the root of the bucket. */
  prefix: string;
  keyArn: string;
  sources: ExportSource[];
  precision: SourcePrecision;
  /** ARN of the role that deploys from another account and looks up the prefix; undefined for none. */
  lookupRoleArn?: string;
  /** ARNs of the readers of other accounts than the bucket's. Defaults to none. */
  readers?: readonly string[];
  /** Whether others use the bucket too: then the statements apply to GuardDuty alone. Defaults to false. */
  shared?: boolean;
  /** ARNs of the roles that may still change a locked bucket; undefined: it is not locked. */
  lockedFor?: readonly string[];
}

/** The folder that GuardDuty writes under, with a trailing slash: the test object's key is this very string. */
export function findingsFolder(prefix: string): string {
  return prefix === "" ? "AWSLogs/" : `${prefix}/AWSLogs/`;
}

/**
 * The export's statements of the bucket policy: GuardDuty may look up the bucket and write encrypted findings of these detectors
 * under the prefix; a bucket of the export alone accepts findings of GuardDuty alone, and no requests without TLS.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function bucketStatements(input: BucketStatementsInput): PolicyStatement[] {
  const { sidPrefix, sources, keyArn } = input;
  const bucket = bucketArn(input.partition, input.bucketName);
  const findings = `${bucket}/${findingsFolder(input.prefix)}*`;
  const guardDuty = { Service: servicePrincipals(sources) };
  const fromDetectors = sourceCondition(sources, input.precision);
  // Other accounts may export to the same bucket under keys of their own.
  const fromAccounts = { StringEquals: sourceAccounts(sources) };
  // So may another export of these accounts; a pattern of all their detectors would keep it from that as well as no pattern.
  const underThisKey = input.precision === "detectors" ? fromDetectors : fromAccounts;
  return [
    {
      // One statement, so that the list of detectors is there once: neither action applies to the other's resource.
      Sid: `${sidPrefix}PutObject`,
      Effect: "Allow",
      Principal: guardDuty,
      Action: ["s3:GetBucketLocation", "s3:PutObject"],
      Resource: [bucket, findings],
      Condition: fromDetectors,
    },
    {
      Sid: `${sidPrefix}DenyUnencrypted`,
      Effect: "Deny",
      Principal: guardDuty,
      Action: "s3:PutObject",
      Resource: findings,
      Condition: {
        ...fromAccounts,
        StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
      },
    },
    {
      Sid: `${sidPrefix}DenyOtherKeys`,
      Effect: "Deny",
      Principal: guardDuty,
      Action: "s3:PutObject",
      Resource: findings,
      Condition: {
        ...underThisKey,
        StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
      },
    },
    ...(input.shared
      ? []
      : [
          denyOtherWriters(input),
          denyInsecureTransport("s3:*", [bucket, `${bucket}/*`], sidPrefix),
          ...lockOf(input, bucket),
        ]),
    ...prefixLookup(input, bucket),
    ...readFindings(
      { sidPrefix, readers: input.readers ?? [] },
      bucket,
      findingsFolder(input.prefix),
    ),
  ];
}

function lockOf(
  { sidPrefix, partition, lockedFor }: BucketStatementsInput,
  bucket: string,
): PolicyStatement[] {
  if (lockedFor === undefined) return [];
  return bucketLock({ sidPrefix, partition, roleArns: lockedFor }, bucket);
}

/** The service principals of GuardDuty, of every Region. */
const GUARDDUTY_PRINCIPALS = ["guardduty.amazonaws.com", "guardduty.*.amazonaws.com"];

/**
 * Only GuardDuty writes findings, whatever IAM allows to identities of the account; nor does replication, which has an action of its own.
 * The condition is met where the key is absent: only a service principal has it.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalservicename
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export function denyOtherWriters({
  sidPrefix,
  partition,
  bucketName,
  prefix,
  shared = false,
}: Pick<
  BucketStatementsInput,
  "sidPrefix" | "partition" | "bucketName" | "prefix" | "shared"
>): PolicyStatement {
  const folder = `${bucketArn(partition, bucketName)}/${findingsFolder(prefix)}`;
  return {
    Sid: `${sidPrefix}DenyOtherWriters`,
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:PutObject", "s3:ReplicateObject"],
    // Other services write to folders of their own below AWSLogs/.
    Resource: shared ? `${folder}*/GuardDuty/*` : `${folder}*`,
    Condition: { StringNotLike: { "aws:PrincipalServiceName": GUARDDUTY_PRINCIPALS } },
  };
}

/** GuardDuty looks up the folder with the permissions of the identity that sets the destination: an identity of another account gets them here. */
function prefixLookup(input: BucketStatementsInput, bucket: string): PolicyStatement[] {
  const { sidPrefix, prefix, lookupRoleArn } = input;
  if (lookupRoleArn === undefined) return [];
  const role = { AWS: lookupRoleArn };
  return [
    {
      Sid: `${sidPrefix}ListPrefix`,
      Effect: "Allow",
      Principal: role,
      Action: "s3:ListBucket",
      Resource: bucket,
    },
    {
      Sid: `${sidPrefix}GetMarkers`,
      Effect: "Allow",
      Principal: role,
      Action: "s3:GetObject",
      Resource: [`${bucket}/${prefix}/`, `${bucket}/${findingsFolder(prefix)}`],
    },
  ];
}
