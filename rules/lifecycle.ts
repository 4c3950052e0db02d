import type { ExportSettings } from "./args";
import { findingsFolder } from "./policies";

/** A rule of an S3 lifecycle configuration, by the names of Pulumi's `s3.BucketLifecycleConfiguration`. */
export interface LifecycleRule {
  id: string;
  status: "Enabled";
  filter: { prefix?: string; and?: { prefix: string; objectSizeGreaterThan: number } };
  expiration?: { days?: number; expiredObjectDeleteMarker?: boolean };
  noncurrentVersionExpiration?: { noncurrentDays: number };
  abortIncompleteMultipartUpload?: { daysAfterInitiation: number };
}

const ABORT_UPLOADS_AFTER_DAYS = 7;

/**
 * The lifecycle of a findings bucket. Zero-byte objects never expire: without its marker object a prefix is refused by GuardDuty.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function lifecycleRules(bucket: ExportSettings["bucket"]): LifecycleRule[] {
  const folder = findingsFolder(bucket.prefix);
  const housekeeping: LifecycleRule[] = [
    {
      id: "abort-incomplete-uploads",
      status: "Enabled",
      filter: { prefix: "" },
      abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_UPLOADS_AFTER_DAYS },
    },
    {
      id: "expire-noncurrent-versions",
      status: "Enabled",
      filter: { prefix: "" },
      noncurrentVersionExpiration: { noncurrentDays: bucket.noncurrentVersionDays },
      expiration: { expiredObjectDeleteMarker: true },
    },
  ];
  if (bucket.retentionDays === undefined) return housekeeping;
  return [
    ...housekeeping,
    {
      id: "expire-findings",
      status: "Enabled",
      filter: { and: { prefix: folder, objectSizeGreaterThan: 0 } },
      expiration: { days: bucket.retentionDays },
    },
  ];
}
