import { parseS3Arn } from "../../rules/arn";
import type { StatementReason } from "../../rules/evaluator";
import type { PolicyDocument } from "../../rules/policyDocument";
import { proveObject, type Written } from "../../rules/proof";
import { reasonText } from "../../rules/texts/reasons";
import type { Bucket, StoredObject } from "../world";
import { bucketArn, partitionOf, regionOfArn } from "./arn";
import type { Aws } from "./aws";
import { guardDutyPrincipal, isOptIn } from "./regions";
import { findBucket } from "./s3/bucket";
import { putObject } from "./s3/storage";

/** A detector's way to a bucket, as a publishing destination describes it. */
export interface Export {
  accountId: string;
  region: string;
  detectorId: string;
  destinationArn: string;
  kmsKeyArn: string;
  /** Account that has to own the bucket; not looked at when not given. */
  expectedBucketOwner?: string;
}

/** Why GuardDuty may not write, and the statements that decided when a policy did. */
export interface Refusal {
  reason: string;
  policy?: "bucket" | "key";
  action?: string;
  statements?: (StatementReason & { text: string })[];
}

/** An object that GuardDuty is about to write. */
interface Attempted {
  /** Of the bucket. */
  name: string;
  bucket: Bucket;
  objectKey: string;
  what: Written;
}

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
  return policyRefusal(aws, from, { name: target.bucket, bucket, objectKey, what });
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

/**
 * The two policies decide on the requests that the proof of the export knows. What AWS does not document of them the world
 * assumes: that GuardDuty is refused, unless it says otherwise.
 */
function policyRefusal(
  aws: Aws,
  from: Export,
  { name, bucket, objectKey, what }: Attempted,
): Refusal | undefined {
  const key = aws.world.keys[from.kmsKeyArn];
  const arn = bucketArn(name, bucket.region);
  const { accountId, region, detectorId } = from;
  const policies = {
    bucketPolicy: documentOf(aws.propagation.effective(bucket)),
    keyPolicy: documentOf(key ? aws.propagation.effective(key) : null),
    ...{ bucketArn: arn, prefix: "", keyArn: from.kmsKeyArn },
    accounts: { bucket: bucket.account },
    now: aws.now().toISOString(),
  };
  const source = { accountId, region, detectorId };
  const assumed = aws.world.assumptions.undocumented;
  const failed = proveObject(policies, source, what, `${arn}/${objectKey}`).find(
    ({ result }) => result === "denied" || (result === "undetermined" && assumed === "refused"),
  );
  if (failed === undefined) return undefined;
  const { policy, action, resource, result, reasons } = failed;
  const assumption =
    result === "undetermined" ? " The world assumes so: assumptions.undocumented is refused." : "";
  return {
    reason: `The ${policy} policy does not let ${guardDutyPrincipal(region)} do ${action} on ${resource}: ${result}.${assumption}`,
    ...{ policy, action },
    statements: reasons.map((one) => ({ ...one, text: reasonText(one) })),
  };
}

function documentOf(policy: Bucket["policy"]): PolicyDocument {
  return { Statement: [], ...policy };
}
