import { header, type HttpRequest } from "./protocol";

/** Method and sub-resource -> operation, for requests on a bucket. */
const ON_BUCKET: { [request: string]: string } = {
  "PUT ": "CreateBucket",
  "HEAD ": "HeadBucket",
  "DELETE ": "DeleteBucket",
  // The first form of the list differs in how it pages, and nothing here needs that.
  "GET ": "ListObjectsV2",
  "GET list-type": "ListObjectsV2",
  "GET versions": "ListObjectVersions",
  "GET location": "GetBucketLocation",
  "POST delete": "DeleteObjects",
  "PUT policy": "PutBucketPolicy",
  "GET policy": "GetBucketPolicy",
  "DELETE policy": "DeleteBucketPolicy",
  "PUT publicAccessBlock": "PutPublicAccessBlock",
  "GET publicAccessBlock": "GetPublicAccessBlock",
  "DELETE publicAccessBlock": "DeletePublicAccessBlock",
  "PUT ownershipControls": "PutBucketOwnershipControls",
  "GET ownershipControls": "GetBucketOwnershipControls",
  "DELETE ownershipControls": "DeleteBucketOwnershipControls",
  "PUT encryption": "PutBucketEncryption",
  "GET encryption": "GetBucketEncryption",
  "DELETE encryption": "DeleteBucketEncryption",
  "PUT versioning": "PutBucketVersioning",
  "GET versioning": "GetBucketVersioning",
  "PUT lifecycle": "PutBucketLifecycleConfiguration",
  "GET lifecycle": "GetBucketLifecycleConfiguration",
  "DELETE lifecycle": "DeleteBucketLifecycle",
  "PUT object-lock": "PutObjectLockConfiguration",
  "GET object-lock": "GetObjectLockConfiguration",
  "PUT logging": "PutBucketLogging",
  "GET logging": "GetBucketLogging",
  "PUT notification": "PutBucketNotificationConfiguration",
  "GET notification": "GetBucketNotificationConfiguration",
  "PUT tagging": "PutBucketTagging",
  "GET tagging": "GetBucketTagging",
  "DELETE tagging": "DeleteBucketTagging",
};

const ON_OBJECT: { [request: string]: string } = {
  "PUT ": "PutObject",
  "GET ": "GetObject",
  "HEAD ": "HeadObject",
  "DELETE ": "DeleteObject",
  "PUT tagging": "PutObjectTagging",
  "GET tagging": "GetObjectTagging",
  "DELETE tagging": "DeleteObjectTagging",
};

/** Query parameters that are members of the input. */
export const QUERY_MEMBERS: { [parameter: string]: string } = {
  prefix: "Prefix",
  delimiter: "Delimiter",
  "max-keys": "MaxKeys",
  marker: "StartAfter",
  "start-after": "StartAfter",
  "continuation-token": "ContinuationToken",
  versionId: "VersionId",
};

/** Query parameters that say nothing the sandbox needs. */
const IGNORED_PARAMETERS = new Set(["x-id", "encoding-type", "fetch-owner"]);

export const REQUEST_HEADERS: { [header: string]: string } = {
  "content-type": "ContentType",
  "x-amz-acl": "ACL",
  "x-amz-tagging": "Tagging",
  "x-amz-storage-class": "StorageClass",
  "x-amz-server-side-encryption": "ServerSideEncryption",
  "x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
  "x-amz-server-side-encryption-bucket-key-enabled": "BucketKeyEnabled",
  "x-amz-bucket-object-lock-enabled": "ObjectLockEnabledForBucket",
  "x-amz-skip-destination-validation": "SkipDestinationValidation",
  "x-amz-bypass-governance-retention": "BypassGovernanceRetention",
  "x-amz-transition-default-minimum-object-size": "TransitionDefaultMinimumObjectSize",
};

export const ANSWER_HEADERS: { [member: string]: string } = {
  ETag: "etag",
  LastModified: "last-modified",
  ContentType: "content-type",
  ContentLength: "content-length",
  VersionId: "x-amz-version-id",
  DeleteMarker: "x-amz-delete-marker",
  StorageClass: "x-amz-storage-class",
  ServerSideEncryption: "x-amz-server-side-encryption",
  SSEKMSKeyId: "x-amz-server-side-encryption-aws-kms-key-id",
  BucketKeyEnabled: "x-amz-server-side-encryption-bucket-key-enabled",
  TagCount: "x-amz-tagging-count",
  ObjectLockMode: "x-amz-object-lock-mode",
  ObjectLockRetainUntilDate: "x-amz-object-lock-retain-until-date",
  BucketRegion: "x-amz-bucket-region",
  Location: "location",
  TransitionDefaultMinimumObjectSize: "x-amz-transition-default-minimum-object-size",
};

/** How the body of a request becomes a member of the input. */
export const REQUEST_BODIES: {
  [operation: string]: { as: "xml" | "text" | "bytes"; member: string };
} = {
  PutObject: { as: "bytes", member: "Body" },
  PutBucketPolicy: { as: "text", member: "Policy" },
  CreateBucket: { as: "xml", member: "CreateBucketConfiguration" },
  DeleteObjects: { as: "xml", member: "Delete" },
  PutPublicAccessBlock: { as: "xml", member: "PublicAccessBlockConfiguration" },
  PutBucketOwnershipControls: { as: "xml", member: "OwnershipControls" },
  PutBucketEncryption: { as: "xml", member: "ServerSideEncryptionConfiguration" },
  PutBucketVersioning: { as: "xml", member: "VersioningConfiguration" },
  PutBucketLifecycleConfiguration: { as: "xml", member: "LifecycleConfiguration" },
  PutObjectLockConfiguration: { as: "xml", member: "ObjectLockConfiguration" },
  PutBucketLogging: { as: "xml", member: "BucketLoggingStatus" },
  PutBucketNotificationConfiguration: { as: "xml", member: "NotificationConfiguration" },
  PutBucketTagging: { as: "xml", member: "Tagging" },
  PutObjectTagging: { as: "xml", member: "Tagging" },
};

interface Answer {
  status: number;
  /** Name of the XML document. */
  root?: string;
  /** Member that is the document; the whole output when not given. */
  member?: string;
  /** Member that is the body as it is. */
  raw?: string;
}

const NO_CONTENT: Answer = { status: 204 };

/** Answers that are more than 200 without a body. */
export const ANSWERS: { [operation: string]: Answer } = {
  GetBucketPolicy: { status: 200, raw: "Policy" },
  GetObject: { status: 200, raw: "Body" },
  GetBucketLocation: { status: 200, root: "LocationConstraint", member: "LocationConstraint" },
  ListBuckets: { status: 200, root: "ListAllMyBucketsResult" },
  ListObjectsV2: { status: 200, root: "ListBucketResult" },
  ListObjectVersions: { status: 200, root: "ListVersionsResult" },
  DeleteObjects: { status: 200, root: "DeleteResult" },
  GetPublicAccessBlock: document("PublicAccessBlockConfiguration"),
  GetBucketOwnershipControls: document("OwnershipControls"),
  GetBucketEncryption: document("ServerSideEncryptionConfiguration"),
  GetObjectLockConfiguration: document("ObjectLockConfiguration"),
  GetBucketVersioning: { status: 200, root: "VersioningConfiguration" },
  GetBucketLifecycleConfiguration: { status: 200, root: "LifecycleConfiguration" },
  GetBucketLogging: { status: 200, root: "BucketLoggingStatus" },
  GetBucketNotificationConfiguration: { status: 200, root: "NotificationConfiguration" },
  GetBucketTagging: { status: 200, root: "Tagging" },
  GetObjectTagging: { status: 200, root: "Tagging" },
  PutBucketPolicy: NO_CONTENT,
  DeleteBucket: NO_CONTENT,
  DeleteBucketPolicy: NO_CONTENT,
  DeletePublicAccessBlock: NO_CONTENT,
  DeleteBucketOwnershipControls: NO_CONTENT,
  DeleteBucketEncryption: NO_CONTENT,
  DeleteBucketLifecycle: NO_CONTENT,
  DeleteBucketTagging: NO_CONTENT,
  DeleteObject: NO_CONTENT,
  DeleteObjectTagging: NO_CONTENT,
};

function document(member: string): Answer {
  return { status: 200, root: member, member };
}

/** The operation a request asks for; one that is unknown is named by its method and sub-resource. */
export function operationName(request: HttpRequest, bucket: string, key: string): string {
  const { method, query } = request;
  if (bucket === "") return "ListBuckets";
  if (header(request, "x-amz-copy-source") !== undefined) return "CopyObject";
  const subresource =
    [...query.keys()].find(
      (name) => QUERY_MEMBERS[name] === undefined && !IGNORED_PARAMETERS.has(name),
    ) ?? "";
  const operations = key === "" ? ON_BUCKET : ON_OBJECT;
  const asked = `${method} ${subresource}`;
  return operations[asked] ?? `${method} ${key === "" ? "bucket" : "object"}?${subresource}`;
}
