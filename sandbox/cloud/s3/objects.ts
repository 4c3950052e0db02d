import { createHash } from "node:crypto";
import type { Bucket, StoredObject } from "../../world";
import { newId } from "../../world";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { useKey } from "../kms/access";
import { requireBucket, s3Error } from "./bucket";
import { tagSetOf, tagsOf } from "./settings";

export const objectOperations: Operations = {
  PutObject: (aws, caller, input) => {
    const { Bucket: name, Key: key } = input;
    const encryption = { ...defaultEncryption(aws, name), ...requestedEncryption(input) };
    const bucket = requireBucket(aws, caller, name, {
      action: "s3:PutObject",
      key,
      context: encryptionContext(input),
    });
    if ((input["ACL"] ?? "bucket-owner-full-control") !== "bucket-owner-full-control") {
      throw s3Error("AccessControlListNotSupported");
    }
    const tags = Object.fromEntries(new URLSearchParams(input["Tagging"]));
    requireFewTags(Object.keys(tags).length);
    if (encryption.kmsKeyArn !== undefined) {
      encryption.kmsKeyArn = useKey(aws, caller, encryption.kmsKeyArn, "kms:GenerateDataKey");
    }
    const stored = putObject(aws, bucket, key, {
      ...encryption,
      body: bytesOf(input["Body"]),
      contentType: input["ContentType"],
      metadata: input["Metadata"],
      storageClass: input["StorageClass"],
      tags,
    });
    return { ETag: stored.etag, VersionId: stored.versionId, ...encryptionMembers(stored) };
  },

  HeadObject: (aws, caller, input) => {
    const stored = requireObject(aws, caller, input, "s3:GetObject", "NotFound");
    return objectMembers(stored);
  },

  GetObject: (aws, caller, input) => {
    const stored = requireObject(aws, caller, input, "s3:GetObject", "NoSuchKey");
    if (stored.kmsKeyArn !== undefined) useKey(aws, caller, stored.kmsKeyArn, "kms:Decrypt");
    return { ...objectMembers(stored), Body: objectBytes(stored) };
  },

  DeleteObject: (aws, caller, input) => {
    const bucket = requireBucket(aws, caller, input["Bucket"], {
      action: input["VersionId"] ? "s3:DeleteObjectVersion" : "s3:DeleteObject",
      key: input["Key"],
    });
    return deleteObject(aws, bucket, input);
  },

  DeleteObjects: (aws, caller, { Bucket: name, Delete, BypassGovernanceRetention }) => {
    const results = (Delete.Objects as Members[]).map((object) => {
      const { Key, VersionId } = object;
      try {
        const bucket = requireBucket(aws, caller, name, {
          action: VersionId ? "s3:DeleteObjectVersion" : "s3:DeleteObject",
          key: Key,
        });
        const deleted = deleteObject(aws, bucket, { Key, VersionId, BypassGovernanceRetention });
        return { Deleted: { Key, ...deleted } };
      } catch (error) {
        if (!(error instanceof AwsError) || error.code === "NoSuchBucket") throw error;
        return { Error: { Key, VersionId, Code: error.code, Message: error.message } };
      }
    });
    return {
      Deleted: Delete.Quiet ? [] : results.flatMap(({ Deleted }) => Deleted ?? []),
      Errors: results.flatMap(({ Error }) => Error ?? []),
    };
  },

  PutObjectTagging: (aws, caller, input) => {
    const stored = requireObject(aws, caller, input, "s3:PutObjectTagging", "NoSuchKey");
    const tagSet = input["Tagging"]?.TagSet ?? [];
    requireFewTags(tagSet.length);
    stored.tags = tagsOf(tagSet);
    return { VersionId: stored.versionId };
  },

  GetObjectTagging: (aws, caller, input) => {
    const stored = requireObject(aws, caller, input, "s3:GetObjectTagging", "NoSuchKey");
    return { TagSet: tagSetOf(stored.tags), VersionId: stored.versionId };
  },

  DeleteObjectTagging: (aws, caller, input) => {
    const stored = requireObject(aws, caller, input, "s3:DeleteObjectTagging", "NoSuchKey");
    stored.tags = {};
    return { VersionId: stored.versionId };
  },
};

interface NewObject extends Pick<
  StoredObject,
  "sse" | "kmsKeyArn" | "bucketKeyEnabled" | "contentType" | "metadata" | "storageClass" | "tags"
> {
  body: Uint8Array;
}

/** Writes an object as S3 stores it, over the one of the same key or, in a versioned bucket, beside it. */
export function putObject(aws: Aws, bucket: Bucket, key: string, object: NewObject): StoredObject {
  const { body, ...members } = object;
  setAside(bucket, key);
  const lock = bucket.objectLock?.["Rule"] as Members | undefined;
  const stored: StoredObject = {
    ...members,
    size: body.length,
    etag: `"${createHash("md5").update(body).digest("hex")}"`,
    lastModified: aws.now().toISOString(),
    ...(body.length > 0 && { body: Buffer.from(body).toString("base64") }),
    ...(bucket.versioning === "Enabled" && { versionId: newId() }),
    ...(lock && { retention: retentionOf(lock["DefaultRetention"], aws.now()) }),
  };
  bucket.objects[key] = stored;
  return stored;
}

/** The bytes of an object; one that a world file gives without bytes reads as zeros. */
export function objectBytes({ body, size }: StoredObject): Uint8Array {
  return body === undefined ? new Uint8Array(size) : new Uint8Array(Buffer.from(body, "base64"));
}

/** Removes an object, or in a versioned bucket hides it behind a delete marker; a version is removed for good. */
function deleteObject(aws: Aws, bucket: Bucket, input: Members): Members {
  const { Key: key, VersionId: versionId, BypassGovernanceRetention: bypass } = input;
  if (versionId === undefined) {
    if (bucket.versioning === undefined) {
      delete bucket.objects[key];
      return {};
    }
    setAside(bucket, key);
    const marker = { size: 0, deleteMarker: true, versionId: versionIdFor(bucket) };
    addVersion(bucket, key, { ...marker, lastModified: aws.now().toISOString() });
    return { DeleteMarker: true, VersionId: marker.versionId };
  }
  const versions = versionsOf(bucket, key);
  const version = versions.find((one) => (one.versionId ?? "null") === versionId);
  if (version === undefined) return { VersionId: versionId };
  requireUnlocked(version, bypass === true, aws.now());
  // What was the newest but one becomes the object, unless it is a delete marker.
  const [newest, ...older] = versions.filter((one) => one !== version);
  delete bucket.objects[key];
  delete bucket.versions[key];
  if (newest !== undefined && !newest.deleteMarker) bucket.objects[key] = newest;
  const noncurrent = newest?.deleteMarker ? [newest, ...older] : older;
  if (noncurrent.length > 0) bucket.versions[key] = noncurrent;
  return { VersionId: versionId, DeleteMarker: version.deleteMarker };
}

/** All versions and delete markers of a key, newest first. */
export function versionsOf(bucket: Bucket, key: string): StoredObject[] {
  const current = bucket.objects[key];
  const noncurrent = bucket.versions[key] ?? [];
  return current === undefined ? noncurrent : [current, ...noncurrent];
}

/** Makes the object of a key a noncurrent version, where the bucket keeps versions. */
export function setAside(bucket: Bucket, key: string): void {
  const current = bucket.objects[key];
  if (current === undefined) return;
  delete bucket.objects[key];
  const replaced = bucket.versioning !== "Enabled" && current.versionId === undefined;
  if (bucket.versioning !== undefined && !replaced) addVersion(bucket, key, current);
}

export function addVersion(bucket: Bucket, key: string, version: StoredObject): void {
  bucket.versions[key] = [version, ...(bucket.versions[key] ?? [])];
}

/** A suspended bucket has one version without an id of its own, called null. */
export function versionIdFor(bucket: Bucket): string {
  return bucket.versioning === "Enabled" ? newId() : "null";
}

function requireObject(
  aws: Aws,
  caller: Caller,
  { Bucket: name, Key: key, VersionId: versionId }: Members,
  action: string,
  missing: "NotFound" | "NoSuchKey",
): StoredObject {
  const bucket = requireBucket(aws, caller, name, { action, key });
  const stored =
    versionId === undefined
      ? bucket.objects[key]
      : versionsOf(bucket, key).find((one) => (one.versionId ?? "null") === versionId);
  if (stored === undefined) throw s3Error(missing);
  if (stored.deleteMarker) throw s3Error("MethodNotAllowed");
  return stored;
}

export function isLocked({ retention }: StoredObject, now: Date): boolean {
  return retention !== undefined && new Date(retention.until) > now;
}

function requireUnlocked(version: StoredObject, bypass: boolean, now: Date): void {
  if (!isLocked(version, now)) return;
  if (version.retention?.mode === "GOVERNANCE" && bypass) return;
  throw s3Error("AccessDenied", "Access Denied because object protected by object lock.");
}

function requireFewTags(count: number): void {
  if (count > 10) throw new AwsError("BadRequest", "Object tags cannot be greater than 10");
}

function retentionOf(rule: Members | undefined, now: Date): StoredObject["retention"] {
  if (rule === undefined) return undefined;
  const until = new Date(now);
  until.setUTCDate(until.getUTCDate() + (rule["Days"] ?? 365 * rule["Years"]));
  return { mode: rule["Mode"], until: until.toISOString() };
}

type Encryption = Pick<StoredObject, "sse" | "kmsKeyArn" | "bucketKeyEnabled">;

function defaultEncryption({ world }: Aws, name: unknown): Encryption {
  const [rule] = (world.buckets[String(name)]?.encryption?.["Rules"] ?? []) as Members[];
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.["ApplyServerSideEncryptionByDefault"] ?? {};
  return {
    sse: SSEAlgorithm ?? "AES256",
    kmsKeyArn: KMSMasterKeyID,
    bucketKeyEnabled: rule?.["BucketKeyEnabled"],
  };
}

function requestedEncryption(input: Members): Encryption {
  const { ServerSideEncryption: sse, SSEKMSKeyId, BucketKeyEnabled } = input;
  if (sse === undefined && SSEKMSKeyId === undefined) return {};
  return {
    sse: sse ?? "aws:kms",
    kmsKeyArn: SSEKMSKeyId,
    ...(BucketKeyEnabled !== undefined && { bucketKeyEnabled: BucketKeyEnabled }),
  };
}

/** The headers of the request; a bucket's default encryption is none of them. */
function encryptionContext(input: Members): { [key: string]: string } {
  const { ServerSideEncryption: sse, SSEKMSKeyId } = input;
  return {
    ...(sse && { "s3:x-amz-server-side-encryption": sse }),
    ...(SSEKMSKeyId && { "s3:x-amz-server-side-encryption-aws-kms-key-id": SSEKMSKeyId }),
  };
}

function encryptionMembers({ sse, kmsKeyArn, bucketKeyEnabled }: StoredObject): Members {
  return {
    ServerSideEncryption: sse ?? "AES256",
    SSEKMSKeyId: kmsKeyArn,
    BucketKeyEnabled: bucketKeyEnabled || undefined,
  };
}

function objectMembers(stored: StoredObject): Members {
  const tagCount = Object.keys(stored.tags ?? {}).length;
  return {
    ContentLength: stored.size,
    ContentType: stored.contentType ?? "application/octet-stream",
    ETag: stored.etag,
    LastModified: new Date(stored.lastModified ?? 0),
    Metadata: stored.metadata ?? {},
    StorageClass: stored.storageClass,
    VersionId: stored.versionId,
    TagCount: tagCount || undefined,
    ObjectLockMode: stored.retention?.mode,
    ObjectLockRetainUntilDate: stored.retention && new Date(stored.retention.until),
    ...encryptionMembers(stored),
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  return typeof body === "string" ? Buffer.from(body) : (body as Uint8Array);
}
