import type { Bucket, World } from "../../world";
import { NEW_BUCKET_SETTINGS } from "../../world/world";
import { AwsError, type Caller, type Members } from "../contract";
import { findBucket, s3Error } from "./bucket";
import { requireLifecycleRules } from "./lifecycleRules";

/** A setting of a bucket that is put, got and deleted as a whole. */
export interface Setting {
  /** Where the world keeps it. */
  name:
    | "publicAccessBlock"
    | "ownershipControls"
    | "encryption"
    | "lifecycle"
    | "objectLock"
    | "replication"
    | "logging";
  put: string;
  get: string;
  delete?: string;
  /** Member of the request that holds the setting. */
  member: string;
  /** Member of the answer; without it the setting's own members are the answer. */
  answer?: string;
  /** What is said when there is none; without it the answer is empty. */
  missing?: [code: string, message: string];
  /** What is left after a delete. */
  afterDelete?: Members;
  /** IAM actions to read and to write. */
  actions: [read: string, write: string];
  /** What is kept of a request; its member when not given. */
  kept?: (input: Members) => Members;
  check?: (world: World, bucket: Bucket, caller: Caller, value: Members) => void;
}

export const SETTINGS: Setting[] = [
  {
    name: "publicAccessBlock",
    put: "PutPublicAccessBlock",
    get: "GetPublicAccessBlock",
    delete: "DeletePublicAccessBlock",
    member: "PublicAccessBlockConfiguration",
    answer: "PublicAccessBlockConfiguration",
    missing: [
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found",
    ],
    actions: ["s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
  },
  {
    name: "ownershipControls",
    put: "PutBucketOwnershipControls",
    get: "GetBucketOwnershipControls",
    delete: "DeleteBucketOwnershipControls",
    member: "OwnershipControls",
    answer: "OwnershipControls",
    missing: ["OwnershipControlsNotFoundError", "The bucket ownership controls were not found"],
    actions: ["s3:GetBucketOwnershipControls", "s3:PutBucketOwnershipControls"],
    check: (_world, _bucket, _caller, { Rules }) => {
      if (Rules?.length !== 1) throw s3Error("MalformedXML");
      requireOneOf(Rules?.[0]?.ObjectOwnership, [
        "BucketOwnerPreferred",
        "ObjectWriter",
        "BucketOwnerEnforced",
      ]);
    },
  },
  {
    name: "encryption",
    put: "PutBucketEncryption",
    get: "GetBucketEncryption",
    delete: "DeleteBucketEncryption",
    member: "ServerSideEncryptionConfiguration",
    answer: "ServerSideEncryptionConfiguration",
    afterDelete: NEW_BUCKET_SETTINGS.encryption,
    actions: ["s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration"],
    check: (_world, _bucket, _caller, { Rules }) => {
      if (Rules?.length !== 1) throw s3Error("MalformedXML");
      const { SSEAlgorithm = "AES256", KMSMasterKeyID } =
        Rules[0].ApplyServerSideEncryptionByDefault ?? {};
      requireOneOf(SSEAlgorithm, ["AES256", "aws:kms", "aws:kms:dsse"]);
      if (SSEAlgorithm !== "AES256" || KMSMasterKeyID === undefined) return;
      throw new AwsError(
        "InvalidArgument",
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
      );
    },
  },
  {
    name: "lifecycle",
    put: "PutBucketLifecycleConfiguration",
    get: "GetBucketLifecycleConfiguration",
    delete: "DeleteBucketLifecycle",
    member: "LifecycleConfiguration",
    missing: ["NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"],
    actions: ["s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
    kept: ({ LifecycleConfiguration, TransitionDefaultMinimumObjectSize }) => ({
      TransitionDefaultMinimumObjectSize:
        TransitionDefaultMinimumObjectSize ?? "all_storage_classes_128K",
      ...LifecycleConfiguration,
    }),
    check: (_world, _bucket, _caller, { Rules }) => requireLifecycleRules(Rules),
  },
  {
    name: "objectLock",
    put: "PutObjectLockConfiguration",
    get: "GetObjectLockConfiguration",
    member: "ObjectLockConfiguration",
    answer: "ObjectLockConfiguration",
    missing: [
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket",
    ],
    actions: ["s3:GetBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"],
    check: (_world, bucket, _caller, configuration) => {
      requireObjectLock(configuration);
      if (bucket.versioning === "Enabled") return;
      throw new AwsError(
        "InvalidBucketState",
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
        409,
      );
    },
  },
  {
    name: "replication",
    put: "PutBucketReplication",
    get: "GetBucketReplication",
    delete: "DeleteBucketReplication",
    member: "ReplicationConfiguration",
    answer: "ReplicationConfiguration",
    missing: [
      "ReplicationConfigurationNotFoundError",
      "The replication configuration was not found",
    ],
    actions: ["s3:GetReplicationConfiguration", "s3:PutReplicationConfiguration"],
    check: (_world, bucket) => {
      if (bucket.versioning === "Enabled") return;
      throw new AwsError(
        "InvalidRequest",
        "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
      );
    },
  },
  {
    name: "logging",
    put: "PutBucketLogging",
    get: "GetBucketLogging",
    member: "BucketLoggingStatus",
    actions: ["s3:GetBucketLogging", "s3:PutBucketLogging"],
    check: (world, bucket, caller, { LoggingEnabled }) => {
      if (LoggingEnabled === undefined) return;
      const target = findBucket(world, LoggingEnabled.TargetBucket, caller.region);
      if (target?.account === bucket.account && target.region === bucket.region) return;
      throw new AwsError(
        "InvalidTargetBucketForLogging",
        "The target bucket for logging does not exist, is not owned by you, or does not have the appropriate grants for the log-delivery group.",
        400,
      );
    },
  },
];

export function requireOneOf(value: unknown, allowed: string[]): void {
  if (!allowed.includes(String(value))) throw s3Error("MalformedXML");
}

const MOST_DAYS = 36_500;
const MOST_YEARS = 100;

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DefaultRetention.html */
function requireObjectLock({ ObjectLockEnabled, Rule }: Members): void {
  if (ObjectLockEnabled !== "Enabled") throw s3Error("MalformedXML");
  if (Rule === undefined) return;
  const { Mode, Days, Years } = Rule.DefaultRetention ?? {};
  if (Mode === undefined || (Days === undefined) === (Years === undefined)) {
    throw s3Error("MalformedXML");
  }
  if ((Days ?? Years) < 1) {
    throw new AwsError(
      "InvalidArgument",
      "Default retention period must be a positive integer value.",
    );
  }
  if (Days > MOST_DAYS || Years > MOST_YEARS) {
    throw new AwsError("InvalidArgument", "Default retention period too large.");
  }
}
