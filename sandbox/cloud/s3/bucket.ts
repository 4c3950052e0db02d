import { isPublicPolicy } from "../../../rules/documents/publicStatement";
import type { Bucket, World } from "../../world";
import { refusalOf } from "../access";
import { bucketArn, partitionOf } from "../arn";
import type { Aws } from "../aws";
import { AwsError, type Caller } from "../contract";
import { belongsTo } from "../organizations";
import { isBlocked } from "./publicAccess";

/** S3's refusals by code. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const ERRORS = {
  NoSuchBucket: ["The specified bucket does not exist", 404],
  NoSuchKey: ["The specified key does not exist.", 404],
  NoSuchVersion: ["The specified version does not exist.", 404],
  NotFound: ["Not Found", 404],
  AccessDenied: ["Access Denied", 403],
  BucketAlreadyExists: [
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
    409,
  ],
  BucketAlreadyOwnedByYou: [
    "Your previous request to create the named bucket succeeded and you already own it.",
    409,
  ],
  BucketNotEmpty: ["The bucket you tried to delete is not empty", 409],
  InvalidBucketName: ["The specified bucket is not valid.", 400],
  MethodNotAllowed: ["The specified method is not allowed against this resource.", 405],
  NoSuchBucketPolicy: ["The bucket policy does not exist", 404],
  MalformedXML: [
    "The XML you provided was not well-formed or did not validate against our published schema",
    400,
  ],
  IllegalLocationConstraintException: [
    "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.",
    400,
  ],
  PermanentRedirect: [
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
    301,
  ],
  AccessControlListNotSupported: ["The bucket does not allow ACLs", 400],
  InvalidBucketAclWithObjectOwnership: [
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    400,
  ],
  InvalidBucketAclWithBlockPublicAccessError: [
    "Bucket cannot have public ACLs set with BlockPublicAccess enabled",
    400,
  ],
} satisfies { [code: string]: [message: string, statusCode: number] };

export function s3Error(code: keyof typeof ERRORS, message?: string): AwsError {
  const [text, statusCode] = ERRORS[code];
  return new AwsError(code, message ?? text, statusCode);
}

/** The bucket as seen from a Region: names are shared within a partition. */
export function findBucket(world: World, name: unknown, region: string): Bucket | undefined {
  const bucket = Object.hasOwn(world.buckets, String(name))
    ? world.buckets[String(name)]
    : undefined;
  return bucket && partitionOf(bucket.region) === partitionOf(region) ? bucket : undefined;
}

/** A bucket with a public policy may be open to its own account alone, and to services. */
export function isRestricted(world: World, caller: Caller, bucket: Bucket): boolean {
  return (
    caller.accountId !== bucket.account &&
    isBlocked(world, bucket, "RestrictPublicBuckets") &&
    isPublicPolicy(bucket.policy)
  );
}

export interface BucketAccess {
  action: string;
  /** Key of an object, for actions on objects. */
  key?: string;
  context?: { [key: string]: string };
}

/** The bucket of a request, with the caller's right to do `action` checked. Throws S3's refusals. */
export function requireBucket(
  { world }: Aws,
  caller: Caller,
  name: unknown,
  { action, key, context }: BucketAccess,
): Bucket {
  const bucket = findBucket(world, name, caller.region);
  if (bucket === undefined) throw s3Error("NoSuchBucket");
  const arn = bucketArn(String(name), bucket.region);
  const resource = key === undefined ? arn : `${arn}/${key}`;
  if (isRestricted(world, caller, bucket)) throw s3Error("AccessDenied");
  const { account: owner, policy } = bucket;
  const access = { action, resource, context, quoted: true } as const;
  const refusal = refusalOf(world, caller, { owner, policy }, access);
  if (refusal !== undefined) {
    throw s3Error("AccessDenied", isNear(world, caller.accountId, owner) ? refusal : undefined);
  }
  if (bucket.region !== caller.region) throw s3Error("PermanentRedirect");
  return bucket;
}

/**
 * S3 gives the reason within an account and within an organization alone.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
function isNear({ organization }: World, caller: string, owner: string): boolean {
  return caller === owner || [caller, owner].every((id) => belongsTo(organization, id));
}
