import { parseS3Arn } from "../../rules/arn";
import type { Written } from "../../rules/proof";
import type { Bucket, StoredObject } from "../world";
import { partitionOf, regionOfArn } from "./arn";
import type { Aws } from "./aws";
import { controlPolicyRefusal, type Export, policyRefusal, type Refusal } from "./exportPolicies";
import { isOptIn } from "./regions";
import { findBucket } from "./s3/bucket";
import { putObject } from "./s3/storage";

export type { Export, Refusal } from "./exportPolicies";

export interface Target {
  bucket: string;
  /** Without slashes around it; empty for the root of the bucket. */
  prefix: string;
}

/** The bucket and prefix of a destination ARN, with or without a slash at the end; undefined for anything else. */
export function targetOf(destinationArn: unknown, region: string): Target | undefined {
  const parts = parseS3Arn(String(destinationArn));
  if (parts === undefined) return undefined;
  const { partition, bucket, key } = parts;
  // A name is looked up in the caller's partition, so one of another partition is never found.
  const name = partition === partitionOf(region) ? bucket : `${partition}:${bucket}`;
  return { bucket: name, prefix: key.replace(/\/$/, "") };
}

/** What GuardDuty writes to try a destination. */
export function markerKey({ prefix }: Target): string {
  return `${folder({ prefix })}AWSLogs/`;
}

export function folder({ prefix }: Pick<Target, "prefix">): string {
  return prefix === "" ? "" : `${prefix}/`;
}

/**
 * Why GuardDuty may not write `objectKey`, or undefined when it may: the Regions have to suit each other, the key has
 * to be usable, and the policies in effect have to let the service through.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function exportRefusal(
  aws: Aws,
  from: Export,
  objectKey: string,
  what: Written,
): Refusal | undefined {
  const target = targetOf(from.destinationArn, from.region);
  const bucket = target && findBucket(aws.world, target.bucket, from.region);
  if (target === undefined || bucket === undefined) {
    return { reason: "The bucket does not exist." };
  }
  const reason =
    ownerRefusal(from, bucket) ?? regionRefusal(from, bucket) ?? keyRefusal(aws, from.kmsKeyArn);
  if (reason !== undefined) return { reason };
  const attempted = { name: target.bucket, bucket, objectKey, what };
  return controlPolicyRefusal(aws, from, attempted) ?? policyRefusal(aws, from, attempted);
}

/** Writes as GuardDuty does; only after `exportRefusal` found nothing. */
export function exportObject(
  aws: Aws,
  from: Export,
  objectKey: string,
  body: Uint8Array,
): StoredObject | undefined {
  const target = targetOf(from.destinationArn, from.region);
  const bucket = target && findBucket(aws.world, target.bucket, from.region);
  if (bucket === undefined) return undefined;
  return putObject(aws, bucket, objectKey, {
    body,
    contentType: "application/octet-stream",
    sse: "aws:kms",
    kmsKeyArn: from.kmsKeyArn,
    storageClass: "STANDARD",
  });
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html#guardduty-exportfindings-expected-bucket-owner */
function ownerRefusal({ expectedBucketOwner }: Export, { account }: Bucket): string | undefined {
  if (expectedBucketOwner === undefined || expectedBucketOwner === account) return undefined;
  return `The bucket belongs to ${account}; the destination expects ${expectedBucketOwner}.`;
}

function regionRefusal({ region, kmsKeyArn }: Export, bucket: Bucket): string | undefined {
  const keyRegion = regionOfArn(kmsKeyArn);
  if (keyRegion !== bucket.region) {
    return `The key is in ${keyRegion} and the bucket in ${bucket.region}; they have to be in one Region.`;
  }
  if (isOptIn(bucket.region) && bucket.region !== region) {
    return `Findings of ${region} may not go to a bucket in the opt-in Region ${bucket.region}.`;
  }
  return undefined;
}

function keyRefusal({ world }: Aws, kmsKeyArn: string): string | undefined {
  const key = world.keys[kmsKeyArn];
  if (key === undefined) return `The key ${kmsKeyArn} does not exist.`;
  if (key.state !== "Enabled") return `The key ${kmsKeyArn} is ${key.state}.`;
  if (key.spec !== "SYMMETRIC_DEFAULT") return `The key ${kmsKeyArn} is not symmetric.`;
  return undefined;
}
