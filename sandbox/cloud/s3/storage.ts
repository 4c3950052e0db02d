import { createHash } from "node:crypto";
import { type Bucket, newId, type StoredObject } from "../../world";
import type { Aws } from "../aws";
import type { Members } from "../contract";
import { s3Error } from "./bucket";
import { notifyCreated } from "./notifications";

/** Of an object that was put without a type. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const DEFAULT_CONTENT_TYPE = "binary/octet-stream";

export interface NewObject extends Pick<
  StoredObject,
  | "sse"
  | "kmsKeyArn"
  | "bucketKeyEnabled"
  | "contentType"
  | "metadata"
  | "storageClass"
  | "tags"
  | "checksum"
> {
  body: Uint8Array;
}

/** Writes an object as S3 stores it, over the one of the same key or, in a versioned bucket, as its next version. */
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
  notifyCreated(aws, bucket, key, stored);
  aws.uploads.push({ bucket, key, stored });
  return stored;
}

/** The bytes of an object; one that a world file gives without bytes reads as zeros. */
export function objectBytes({ body, size }: StoredObject): Uint8Array {
  return body === undefined ? new Uint8Array(size) : new Uint8Array(Buffer.from(body, "base64"));
}

/** Removes an object, or in a versioned bucket hides it behind a delete marker; a version is removed for good. */
export function deleteObject(aws: Aws, bucket: Bucket, input: Members): Members {
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

export function isLocked({ retention }: StoredObject, now: Date): boolean {
  return retention !== undefined && new Date(retention.until) > now;
}

function requireUnlocked(version: StoredObject, bypass: boolean, now: Date): void {
  if (!isLocked(version, now)) return;
  if (version.retention?.mode === "GOVERNANCE" && bypass) return;
  throw s3Error("AccessDenied", "Access Denied because object protected by object lock.");
}

function retentionOf(rule: Members | undefined, now: Date): StoredObject["retention"] {
  if (rule === undefined) return undefined;
  const until = new Date(now);
  until.setUTCDate(until.getUTCDate() + (rule["Days"] ?? 365 * rule["Years"]));
  return { mode: rule["Mode"], until: until.toISOString() };
}
