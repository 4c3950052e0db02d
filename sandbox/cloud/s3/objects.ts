import type { Bucket, StoredObject } from "../../world";
import { bucketArn } from "../arn";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { useKey } from "../kms/access";
import { tagListOf, tagsOf } from "../tagList";
import { findBucket, requireBucket, s3Error } from "./bucket";
import {
  defaultEncryption,
  type Encryption,
  encryptionContext,
  encryptionMembers,
  requestedEncryption,
} from "./encryption";
import { isBlocked, isPublicAcl } from "./publicAccess";
import { requireFresh, requireCurrent } from "./preconditions";
import { rangeMembers } from "./range";
import { requestedChecksum, checksumIn, checksumMembers } from "./checksums";
import { DEFAULT_CONTENT_TYPE, deleteObject, objectBytes, putObject, versionsOf } from "./storage";

export const objectOperations: Operations = {
  PutObject: (aws, caller, input) => {
    const { Bucket: name, Key: key } = input;
    requireKeyName(key);
    requireMetadata(input["Metadata"]);
    const encryption = { ...defaultEncryption(aws, name), ...requestedEncryption(input) };
    const bucket = requireBucket(aws, caller, name, {
      action: "s3:PutObject",
      key,
      context: { ...encryptionContext(input), ...conditionContext(input) },
    });
    // To compare an entity tag is to read the object.
    if (input["IfMatch"] !== undefined)
      requireBucket(aws, caller, name, { action: "s3:GetObject", key });
    requireCurrent(input, bucket.objects[key]);
    if (isPublicAcl(input["ACL"]) && isBlocked(aws.world, bucket, "BlockPublicAcls")) {
      throw s3Error(
        "AccessDenied",
        `User: ${caller.arn} is not authorized to perform: s3:PutObject on resource: "${bucketArn(name, bucket.region)}/${key}" because public access control lists (ACLs) are prevented by the BlockPublicAcls setting in S3 Block Public Access.`,
      );
    }
    if ((input["ACL"] ?? "bucket-owner-full-control") !== "bucket-owner-full-control") {
      throw s3Error("AccessControlListNotSupported");
    }
    const tags = Object.fromEntries(new URLSearchParams(input["Tagging"]));
    if (encryption.kmsKeyArn !== undefined) {
      encryption.kmsKeyArn = useKey(aws, caller, encryption.kmsKeyArn, {
        action: "kms:GenerateDataKey",
        encryptionContext: encryptedArn(caller.region, input, encryption),
      });
    }
    const stored = putObject(aws, bucket, key, {
      ...encryption,
      body: bytesOf(input["Body"]),
      contentType: input["ContentType"],
      metadata: input["Metadata"],
      storageClass: input["StorageClass"],
      tags,
      checksum: checksumIn(input),
    });
    return {
      ...{ ETag: stored.etag, VersionId: stored.versionId },
      ...encryptionMembers(stored),
      ...checksumMembers(stored),
    };
  },

  HeadObject: (aws, caller, input) => {
    try {
      const stored = requireObject(aws, caller, input, "s3:GetObject", "NotFound");
      requireFresh(input, stored);
      return {
        ...objectMembers(stored),
        ...wholeOrPart(input, stored),
      };
    } catch (error) {
      // An answer without body has no code: SDKs name it by its status.
      if (!(error instanceof AwsError) || error.code !== "AccessDenied") throw error;
      throw new AwsError("Forbidden", "Forbidden", 403);
    }
  },

  GetObject: (aws, caller, input) => {
    const stored = requireObject(aws, caller, input, "s3:GetObject", "NoSuchKey");
    requireFresh(input, stored);
    if (stored.kmsKeyArn !== undefined) {
      const encryptionContext = encryptedArn(caller.region, input, stored);
      useKey(aws, caller, stored.kmsKeyArn, { action: "kms:Decrypt", encryptionContext });
    }
    return { ...objectMembers(stored), ...wholeOrPart(input, stored, objectBytes(stored)) };
  },

  DeleteObject: (aws, caller, input) => {
    const bucket = requireBucket(aws, caller, input["Bucket"], {
      action: input["VersionId"] ? "s3:DeleteObjectVersion" : "s3:DeleteObject",
      key: input["Key"],
    });
    return deleteObject(aws, bucket, input);
  },

  DeleteObjects: (aws, caller, { Bucket: name, Delete, BypassGovernanceRetention }) => {
    const objects: Members[] = Delete?.Objects ?? [];
    if (objects.length < 1 || objects.length > MOST_DELETED) throw s3Error("MalformedXML");
    const results = objects.map((object) => {
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
    stored.tags = tagsOf(tagSet);
    return { VersionId: stored.versionId };
  },

  GetObjectTagging: (aws, caller, input) => {
    const stored = requireObject(aws, caller, input, "s3:GetObjectTagging", "NoSuchKey");
    return { TagSet: tagListOf(stored.tags), VersionId: stored.versionId };
  },

  DeleteObjectTagging: (aws, caller, input) => {
    const stored = requireObject(aws, caller, input, "s3:DeleteObjectTagging", "NoSuchKey");
    stored.tags = {};
    return { VersionId: stored.versionId };
  },
};

function requireObject(
  aws: Aws,
  caller: Caller,
  { Bucket: name, Key: key, VersionId: versionId }: Members,
  action: string,
  missing: "NotFound" | "NoSuchKey",
): StoredObject {
  const stored = objectOf(findBucket(aws.world, name, caller.region), key, versionId);
  const context = existingTags(stored);
  requireBucket(aws, caller, name, { action, key, context });
  if (stored === undefined) {
    // Whether an object exists is for those alone who may list the bucket.
    requireBucket(aws, caller, name, { action: "s3:ListBucket" });
    throw s3Error(versionId === undefined ? missing : noVersion(missing));
  }
  if (stored.deleteMarker) throw s3Error("MethodNotAllowed");
  return stored;
}

/** HEAD has no text to say it in. */
function noVersion(missing: "NotFound" | "NoSuchKey"): "NotFound" | "NoSuchVersion" {
  return missing === "NotFound" ? missing : "NoSuchVersion";
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html */
function conditionContext({ IfMatch, IfNoneMatch }: Members): { [key: string]: string } {
  return {
    ...(IfMatch !== undefined && { "s3:if-match": IfMatch }),
    ...(IfNoneMatch !== undefined && { "s3:if-none-match": IfNoneMatch }),
  };
}

function objectOf(
  bucket: Bucket | undefined,
  key: string,
  versionId: unknown,
): StoredObject | undefined {
  if (bucket === undefined) return undefined;
  if (versionId === undefined) return bucket.objects[key];
  return versionsOf(bucket, key).find((one) => (one.versionId ?? "null") === versionId);
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html */
function existingTags(stored: StoredObject | undefined): { [key: string]: string } {
  const tags = Object.entries(stored?.tags ?? {});
  return Object.fromEntries(tags.map(([key, value]) => [`s3:ExistingObjectTag/${key}`, value]));
}

function encryptedArn(
  region: string,
  { Bucket: name, Key: key }: Members,
  { bucketKeyEnabled }: Encryption,
): string {
  const arn = bucketArn(name, region);
  return bucketKeyEnabled ? arn : `${arn}/${key}`;
}

const MOST_DELETED = 1000;
const LONGEST_KEY = 1024;
const MOST_METADATA = 2048;

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
function requireKeyName(key: string): void {
  if (Buffer.byteLength(key) <= LONGEST_KEY) return;
  throw new AwsError("KeyTooLongError", "Your key is too long");
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata */
function requireMetadata(metadata: { [name: string]: string } = {}): void {
  const size = Buffer.byteLength(Object.entries(metadata).flat().join(""));
  if (size <= MOST_METADATA) return;
  throw new AwsError(
    "MetadataTooLarge",
    "Your metadata headers exceed the maximum allowed metadata size",
  );
}

function objectMembers(stored: StoredObject): Members {
  const tagCount = Object.keys(stored.tags ?? {}).length;
  return {
    ContentLength: stored.size,
    AcceptRanges: "bytes",
    ContentType: stored.contentType ?? DEFAULT_CONTENT_TYPE,
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

/** A checksum is of the whole object, and is not answered with a part of it. */
function wholeOrPart(input: Members, stored: StoredObject, body?: Uint8Array): Members {
  const checksum = requestedChecksum(input, stored);
  const part = rangeMembers(input, stored.size, body);
  return part["ContentRange"] === undefined ? { ...checksum, ...part } : part;
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  return typeof body === "string" ? Buffer.from(body) : (body as Uint8Array);
}
