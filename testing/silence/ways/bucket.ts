import type { Way } from "./way";
import { admin, ALL, by, NOT_DELIVERY, NOTIFICATIONS, onBucket, unhealthy, warned } from "./way";
import { ADMINISTRATOR } from "../../live/world";

/** Of the bucket of findings. */
export const BUCKET: readonly Way[] = [
  {
    call: "s3:PutBucketPolicy",
    silence: (target) =>
      onBucket("s3:PutBucketPolicy", {
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              ...{ Effect: "Allow", Principal: { AWS: ADMINISTRATOR }, Action: "s3:GetObject" },
              Resource: `arn:aws:s3:::${target.bucketName}/*`,
            },
          ],
        }),
      })(target),
    lost: ALL,
    status: unhealthy("policyDrift"),
    health: unhealthy("policyDrift"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:DeleteBucketPolicy",
    silence: onBucket("s3:DeleteBucketPolicy"),
    lost: ALL,
    status: unhealthy("policyDrift"),
    health: unhealthy("policyDrift"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:DeleteBucket",
    silence: async (target) => {
      const { bucketName: Bucket } = target;
      const administrator = admin(target);
      const { Versions = [], DeleteMarkers = [] } = await administrator.call(
        "s3:ListObjectVersions",
        { Bucket },
      );
      for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
        const version = { Bucket, Key, VersionId, BypassGovernanceRetention: true };
        await administrator.call("s3:DeleteObject", version);
      }
      await administrator.call("s3:DeleteBucket", { Bucket });
    },
    lost: [...ALL, "evidence"],
    status: unhealthy("holderMissing", "notChecked"),
    health: unhealthy("callFailed", "holderMissing"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketLifecycleConfiguration",
    recordedAs: "PutBucketLifecycle",
    silence: onBucket("s3:PutBucketLifecycleConfiguration", {
      LifecycleConfiguration: {
        Rules: [{ ID: "gone", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
      },
    }),
    lost: ["evidence"],
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketVersioning",
    with: "without Object Lock",
    unlocked: true,
    silence: onBucket("s3:PutBucketVersioning", {
      VersioningConfiguration: { Status: "Suspended" },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketEncryption",
    silence: onBucket("s3:PutBucketEncryption", {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:DeleteBucketEncryption",
    silence: onBucket("s3:DeleteBucketEncryption"),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutPublicAccessBlock",
    recordedAs: "PutBucketPublicAccessBlock",
    silence: onBucket("s3:PutPublicAccessBlock", {
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:DeletePublicAccessBlock",
    recordedAs: "DeleteBucketPublicAccessBlock",
    silence: onBucket("s3:DeletePublicAccessBlock"),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutObjectLockConfiguration",
    recordedAs: "PutBucketObjectLockConfiguration",
    silence: onBucket("s3:PutObjectLockConfiguration", {
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketOwnershipControls",
    silence: onBucket("s3:PutBucketOwnershipControls", {
      OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketReplication",
    silence: onBucket("s3:PutBucketReplication", {
      ReplicationConfiguration: {
        Role: `arn:aws:iam::${ADMINISTRATOR}:role/copy`,
        Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::copies" } }],
      },
    }),
    lost: NOT_DELIVERY,
    status: warned("bucketSettingWeaker"),
    health: warned("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketNotificationConfiguration",
    recordedAs: "PutBucketNotification",
    silence: onBucket("s3:PutBucketNotificationConfiguration", { NotificationConfiguration: {} }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("bucket-changes"),
  },
];
