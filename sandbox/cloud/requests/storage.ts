import { arnOf, startsAsArn } from "../../../rules/arn";
import { bucketArn } from "../arn";
import type { Members } from "../contract";
import { type NeededAction, type Call, EVERY } from "./needed";

/** Operations of S3 whose IAM action has another name. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const S3_ACTIONS: { [operation: string]: string } = {
  ListBuckets: "ListAllMyBuckets",
  HeadBucket: "ListBucket",
  HeadObject: "GetObject",
  ListObjectVersions: "ListBucketVersions",
  DeleteBucketTagging: "PutBucketTagging",
  PutBucketEncryption: "PutEncryptionConfiguration",
  GetBucketEncryption: "GetEncryptionConfiguration",
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
  DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
  PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
  GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
  GetBucketCors: "GetBucketCORS",
  GetBucketReplication: "GetReplicationConfiguration",
  DeleteObjects: "DeleteObjectVersion",
  GetBucketNotificationConfiguration: "GetBucketNotification",
  PutBucketNotificationConfiguration: "PutBucketNotification",
};

const S3_CONTROL_ACTIONS: { [operation: string]: string } = {
  PutPublicAccessBlock: "PutAccountPublicAccessBlock",
  GetPublicAccessBlock: "GetAccountPublicAccessBlock",
  DeletePublicAccessBlock: "PutAccountPublicAccessBlock",
};

export function s3Actions({ caller, name, input }: Call): NeededAction[] {
  const { Bucket, Key, VersionId, BypassGovernanceRetention, ObjectLockEnabledForBucket } = input;
  const bucket = Bucket === undefined ? EVERY : bucketArn(String(Bucket), caller.region);
  const objects: string[] =
    name === "DeleteObjects"
      ? input["Delete"].Objects.map((one: Members) => `${bucket}/${one["Key"]}`)
      : [`${bucket}/${Key}`];
  const resources = /Objects?(Tagging)?$/.test(name) ? objects : [bucket];
  const version = VersionId !== undefined && name === "DeleteObject" ? "Version" : "";
  return [
    { action: S3_ACTIONS[name] ?? `${name}${version}`, resources },
    ...(BypassGovernanceRetention ? [{ action: "BypassGovernanceRetention", resources }] : []),
    ...(ObjectLockEnabledForBucket
      ? ["PutBucketObjectLockConfiguration", "PutBucketVersioning"].map((action) => ({
          action,
          resources: [bucket],
        }))
      : []),
    ...(input["CreateBucketConfiguration"]?.Tags
      ? [{ action: "TagResource", resources: [bucket] }]
      : []),
  ];
}

export function s3ControlActions({ name, input }: Call): NeededAction[] {
  const action = `s3:${S3_CONTROL_ACTIONS[name] ?? name}`;
  return [{ action, resources: [input["ResourceArn"] ?? EVERY] }];
}

export function kmsActions({ world, caller, name, input }: Call): NeededAction[] {
  const { AliasName, KeyId, TargetKeyId, Tags } = input;
  if (/Alias$/.test(name)) {
    const [holder] =
      Object.entries(world.keys).find(
        ([arn, { aliases }]) =>
          arn.startsWith(arnOf("kms", caller, "key/")) && aliases.includes(AliasName),
      ) ?? [];
    const key = TargetKeyId ?? holder;
    return [
      {
        action: name,
        resources: [
          ...(key === undefined ? [] : [keyArnOf(caller, key)]),
          arnOf("kms", caller, String(AliasName)),
        ],
      },
    ];
  }
  if (name === "CreateKey") {
    return [
      { action: name, resources: [EVERY] },
      // The key has no id yet: KMS asks for every key of the account.
      ...(Tags?.length ? [{ action: "TagResource", resources: [keyArnOf(caller, EVERY)] }] : []),
    ];
  }
  return [{ action: name, resources: [KeyId === undefined ? EVERY : keyArnOf(caller, KeyId)] }];
}

function keyArnOf(caller: Call["caller"], id: unknown): string {
  const text = String(id);
  return startsAsArn(text) ? text : arnOf("kms", caller, `key/${text}`);
}
