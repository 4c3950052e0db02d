import type { PolicyResource } from "@pulumi/policy";

import type { Finding } from "../rules/proof";

export type Resources = PolicyResource[];

export const DESTINATION = "aws:guardduty/publishingDestination:PublishingDestination";
export const BUCKETS: readonly string[] = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
export const KEYS: readonly string[] = [
  "aws:kms/key:Key",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
];

/** A finding of the policies of a bucket and a key, and the resource that it is reported on. */
export interface LocatedFinding {
  finding: Finding;
  resource: PolicyResource;
}
