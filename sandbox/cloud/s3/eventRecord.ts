import { randomBytes } from "node:crypto";
import type { Bucket, StoredObject } from "../../world";
import { bucketArn } from "../arn";
import type { Aws } from "../aws";
import type { Members } from "../contract";

/**
 * What S3 reports of a new object.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function createdRecord(
  { now }: Aws,
  made: { name: string; bucket: Bucket; key: string; stored: StoredObject; id: string },
): Members {
  const { name, bucket, key, stored, id } = made;
  return {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: bucket.region,
    eventTime: now().toISOString(),
    eventName: "ObjectCreated:Put",
    userIdentity: { principalId: `AWS:${bucket.account}` },
    requestParameters: { sourceIPAddress: "127.0.0.1" },
    responseElements: {
      "x-amz-request-id": randomBytes(8).toString("hex").toUpperCase(),
      "x-amz-id-2": randomBytes(48).toString("base64"),
    },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: id,
      bucket: {
        name,
        ownerIdentity: { principalId: bucket.account },
        arn: bucketArn(name, bucket.region),
      },
      object: {
        // As a form encodes it: a space is a plus sign.
        key: new URLSearchParams({ key }).toString().slice("key=".length).replaceAll("%2F", "/"),
        size: stored.size,
        eTag: stored.etag?.replaceAll('"', ""),
        versionId: stored.versionId,
        sequencer: now().getTime().toString(16).toUpperCase().padStart(16, "0"),
      },
    },
  };
}
