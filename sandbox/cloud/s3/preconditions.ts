import type { StoredObject } from "../../world";
import { AwsError, type Members } from "../contract";
import { s3Error } from "./bucket";

/**
 * Refuses a write that is to happen to an object of a certain entity tag alone, or to none.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function requireCurrent(input: Members, current: StoredObject | undefined): void {
  const { IfMatch, IfNoneMatch } = input;
  if (IfNoneMatch !== undefined && IfNoneMatch !== ANY) {
    const text = "A header you provided implies functionality that is not implemented";
    throw new AwsError("NotImplemented", text, 501);
  }
  if (IfNoneMatch === ANY && current !== undefined) throw failed();
  if (IfMatch === undefined) return;
  if (current === undefined) throw s3Error("NoSuchKey");
  if (!isOneOf(IfMatch, current)) throw failed();
}

/**
 * Refuses a read that is to happen of an object of a certain entity tag, or of one that changed since a time.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
export function requireFresh(input: Members, stored: StoredObject): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = input;
  const modified = seconds(stored.lastModified ?? 0);
  const isUnmodified = IfUnmodifiedSince === undefined || modified <= seconds(IfUnmodifiedSince);
  const isWanted = IfMatch === undefined ? isUnmodified : isOneOf(IfMatch, stored);
  if (!isWanted) throw failed();
  const isModified = IfModifiedSince === undefined || modified > seconds(IfModifiedSince);
  const isNew = IfNoneMatch === undefined ? isModified : !isOneOf(IfNoneMatch, stored);
  if (!isNew) throw new AwsError("NotModified", "Not Modified", 304);
}

const ANY = "*";

/** Entity tags are compared without their quotes, which some clients leave out. */
function isOneOf(tags: unknown, { etag = "" }: StoredObject): boolean {
  const given = String(tags)
    .split(",")
    .map((tag) => tag.trim().replaceAll('"', ""));
  return given.includes(ANY) || given.includes(etag.replaceAll('"', ""));
}

/** Headers have times without parts of a second. */
function seconds(time: string | number | Date): number {
  return Math.floor(new Date(time).getTime() / 1000);
}

function failed(): AwsError {
  const text = "At least one of the pre-conditions you specified did not hold";
  return new AwsError("PreconditionFailed", text, 412);
}
