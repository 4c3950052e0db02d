import type { ServiceNotes } from "./notes";

export const s3Notes: ServiceNotes = {
  title: "Amazon S3",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_*.html",
  operations: {
    CreateBucket: {
      modelled:
        "the name's rules; the Region of the endpoint; who owns the name, in us-east-1 its owner is answered; no ACL, Block Public Access on; tags need s3:TagResource; 10,000 buckets of an account",
    },
    DeleteBucket: { modelled: "the owner's account; no objects, versions or delete markers left" },
    DeleteBucketEncryption: { modelled: "back to SSE-S3; the right to write the setting" },
    DeleteBucketLifecycle: { modelled: "none is no error; the right to write the setting" },
    DeleteBucketOwnershipControls: { modelled: "none is no error; the right to write the setting" },
    DeleteBucketReplication: { modelled: "the bucket; the right to write the setting" },
    DeleteBucketPolicy: { modelled: "the owner's account, root whatever the policy says" },
    DeleteBucketTagging: { modelled: "the right to write tags" },
    DeleteObject: { modelled: "versions, delete markers, retention by Object Lock and its bypass" },
    DeleteObjectTagging: { modelled: "the object or version; the right to write tags" },
    DeleteObjects: {
      modelled: "1 to 1,000 keys, each by its own rights; a checksum of the body is required",
    },
    DeletePublicAccessBlock: { modelled: "none is no error; the right to write the setting" },
    GetBucketAccelerateConfiguration: {
      modelled: "the bucket; the right to read the setting",
      differs: "answers that none is set",
    },
    GetBucketAcl: {
      modelled: "the bucket; the right to read it",
      differs: "the owner has full control",
    },
    GetBucketCors: {
      modelled: "the bucket; the right to read the setting",
      differs: "answers that none is set",
    },
    GetBucketEncryption: { modelled: "the bucket; the right to read the setting" },
    GetBucketLifecycleConfiguration: {
      modelled: "NoSuchLifecycleConfiguration where there is none",
    },
    GetBucketLocation: { modelled: "answered in every Region; empty for us-east-1" },
    GetBucketLogging: { modelled: "the bucket; the right to read the setting" },
    GetBucketNotificationConfiguration: { modelled: "the bucket; the right to read the setting" },
    GetBucketOwnershipControls: { modelled: "OwnershipControlsNotFoundError where there are none" },
    GetBucketPolicy: {
      modelled:
        "the owner's account; principals as S3 keeps them, ids of deleted identities among them",
    },
    GetBucketPolicyStatus: { modelled: "public by S3's definition of a public policy" },
    GetBucketReplication: {
      modelled: "ReplicationConfigurationNotFoundError where there is none",
    },
    GetBucketRequestPayment: {
      modelled: "the bucket; the right to read the setting",
      differs: "the owner of the bucket pays",
    },
    GetBucketTagging: { modelled: "NoSuchTagSet where there are none" },
    GetBucketVersioning: { modelled: "empty until it is set" },
    GetBucketWebsite: {
      modelled: "the bucket; the right to read the setting",
      differs: "answers that none is set",
    },
    GetObject: {
      differs: "InvalidRange without the size and the range",
      modelled:
        "the object or version, 404 or 403 by s3:ListBucket; ranges (206, 416); conditions (304, 412); kms:Decrypt; checksums on request",
    },
    GetObjectLockConfiguration: {
      modelled: "ObjectLockConfigurationNotFoundError where there is none",
    },
    GetObjectTagging: { modelled: "the object or version; the right to read tags" },
    GetPublicAccessBlock: { modelled: "NoSuchPublicAccessBlockConfiguration where there is none" },
    HeadBucket: { modelled: "404, 403 or the Region's redirect, without a body" },
    HeadObject: { modelled: "as GetObject, without a body" },
    ListBuckets: { modelled: "the account's buckets by name" },
    ListObjectVersions: {
      modelled:
        "versions and delete markers, newest first; pages, prefix, delimiter, encoded names",
    },
    ListObjectsV2: {
      modelled: "pages of up to 1,000, prefix, delimiter, start-after, encoded names",
    },
    PutBucketEncryption: {
      modelled: "one rule; AES256, aws:kms or aws:kms:dsse; a key with KMS alone",
    },
    PutBucketLifecycleConfiguration: {
      modelled:
        "up to 1,000 rules: ids, filters, days and dates, minimum days by class, order of transitions and expiration",
      differs: "rules take effect when the clock passes",
    },
    PutBucketReplication: {
      modelled: "a bucket with versioning",
      differs: "nothing is copied; role and target buckets are not looked at",
    },
    PutBucketLogging: { modelled: "a target bucket of the same account and Region" },
    PutBucketNotificationConfiguration: {
      modelled:
        "names of events, Regions, overlapping configurations, standard queues; each destination's policy and key",
      stricter: "every topic and queue has to admit S3; Lambda functions are not modelled",
    },
    PutBucketOwnershipControls: { modelled: "one rule of the three ownerships" },
    PutBucketPolicy: {
      modelled:
        "up to 20,480 bytes; the policy language, principals that exist, actions and resources of this bucket; BlockPublicPolicy",
      differs: "a policy over 20 KB is refused with a text that AWS does not document",
    },
    PutBucketTagging: { modelled: "up to 50 tags, keys once, none that begins with aws:" },
    PutBucketVersioning: { modelled: "Enabled or Suspended; no suspension with Object Lock" },
    PutObject: {
      modelled:
        "key up to 1,024 bytes, metadata up to 2 KB, 10 tags, checksums; If-Match, If-None-Match; ACLs by ownership and Block Public Access; kms:GenerateDataKey; retention by default",
      stricter: "only ACLs that keep the owner in control",
      differs: "the body is kept as it is, without encryption",
    },
    PutObjectLockConfiguration: {
      modelled: "a versioned bucket; a mode with days or years, up to 36,500 days or 100 years",
    },
    PutObjectTagging: { modelled: "up to 10 tags, keys once, none that begins with aws:" },
    PutPublicAccessBlock: { modelled: "the right to write the setting; in effect at once" },
  },
};
