import { readFile } from "node:fs/promises";
import { objectArn } from "../../../../rules/arn";
import { Changes } from "../../resource/type";
import { isAsset, Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { Aws, AwsDefinition } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";
import { retry } from "../waiting";
import { bucketName } from "./s3Setting";

const title = "S3 Object";

const isGone = (error: unknown): boolean =>
  ["NoSuchKey", "NotFound", "NoSuchBucket"].some((code) => isRefusal(error, code));

/** Inputs that go into the object itself, so that a change of one writes it anew. */
const written = {
  bucketKeyEnabled: "BucketKeyEnabled",
  contentType: "ContentType",
  kmsKeyId: "SSEKMSKeyId",
  metadata: "Metadata",
  serverSideEncryption: "ServerSideEncryption",
  storageClass: "StorageClass",
} as const;

const content = ["source", "content", "contentBase64", "sourceHash", "etag"];

function writesAnew(changed: Pick<Changes, "has">): boolean {
  return [...content, ...Object.keys(written)].some((key) => changed.has(key));
}

export const bucketObject: AwsDefinition = {
  token: "aws:s3/bucketObjectv2:BucketObjectv2",
  props: {
    bucket: bucketName,
    key: {
      replaces: true,
      autoname: { maxLength: 1024, plain: true },
      same: (state, input) => cleanKey(String(state)) === cleanKey(String(input)),
    },
    source: { unread: true, same: (state, input) => sourceHash(state) === sourceHash(input) },
    content: { unread: true },
    contentBase64: { unread: true },
    sourceHash: { local: true },
    etag: { computed: true },
    forceDestroy: { default: false, local: true },
    overrideProvider: { local: true },
    acl: { computed: true },
    bucketKeyEnabled: { computed: true },
    contentType: { computed: true },
    kmsKeyId: { computed: true, test: tests.arn },
    metadata: {},
    serverSideEncryption: {
      computed: true,
      test: tests.oneOf("AES256", "aws:kms", "aws:kms:dsse", "aws:fsx"),
    },
    storageClass: { computed: true },
  },
  notModelled: [
    "acl",
    "cacheControl",
    "checksumAlgorithm",
    "contentDisposition",
    "contentEncoding",
    "contentLanguage",
    "objectLockLegalHoldStatus",
    "objectLockMode",
    "objectLockRetainUntilDate",
    "websiteRedirect",
  ],
  recomputed: (changed) => (writesAnew(changed) ? ["versionId", "etag", "checksumCrc64nvme"] : []),
  testAll: ({ content, contentBase64, source }) => {
    const given = [content, contentBase64, source].filter((value) => value !== undefined);
    return given.length > 1
      ? "only one of `content,content_base64,source` can be specified"
      : undefined;
  },
  async tag({ call, inputs, state, changed }) {
    if (writesAnew(changed)) return;
    const where = { Bucket: state["bucket"], Key: cleanKey(state["key"]) };
    const Tagging = { TagSet: toTagList(inputs["tagsAll"]) };
    await call("s3:PutObjectTagging", { ...where, Tagging }, `updating tags for ${title}`);
  },
  parseId: (id) => id.replace(/^s3:\/\//, ""),

  async create(resource) {
    await put(resource, "creating");
    return `${resource.inputs["bucket"]}/${cleanKey(resource.inputs["key"])}`;
  },
  async read({ call, id, state, settings }) {
    const [bucket = "", ...rest] = id.split("/");
    const where = { Bucket: bucket, Key: rest.join("/") };
    const doing = `reading ${title} (${id})`;
    const found = await unlessGone(isGone, () => call("s3:HeadObject", where, doing));
    if (!found) return undefined;
    const { TagSet } = await call("s3:GetObjectTagging", where, doing);
    return {
      bucket,
      key: state["key"] ?? where.Key,
      arn: objectArn(settings.partition.name, bucket, where.Key),
      bucketKeyEnabled: found["BucketKeyEnabled"] ?? false,
      contentType: found["ContentType"],
      etag: found["ETag"]?.replace(/"/g, ""),
      kmsKeyId: found["SSEKMSKeyId"] ?? "",
      metadata: found["Metadata"] ?? {},
      serverSideEncryption: found["ServerSideEncryption"] ?? "",
      storageClass: found["StorageClass"] ?? "STANDARD",
      versionId: found["VersionId"] ?? "",
      acl: "",
      checksumCrc32: "",
      checksumCrc32c: "",
      checksumCrc64nvme: found["ChecksumCRC64NVME"] ?? "",
      checksumSha1: "",
      checksumSha256: "",
      tags: fromTagList(TagSet),
    };
  },
  async update(resource) {
    if (writesAnew(resource.changed)) await put(resource, "updating");
  },
  async delete(resource) {
    const { call, id, state } = resource;
    const where = { Bucket: state["bucket"], Key: cleanKey(state["key"]) };
    const doing = `deleting ${title} (${id})`;
    await unlessGone(isGone, async () => {
      if (!state["versionId"]) return call("s3:DeleteObject", where, doing);
      for (const VersionId of await versions(resource, where)) {
        const bypass = state["forceDestroy"] ? { BypassGovernanceRetention: true } : {};
        await call("s3:DeleteObject", { ...where, VersionId, ...bypass }, doing);
      }
      return {};
    });
  },
};

async function put(resource: Aws, verb: string): Promise<void> {
  const { inputs, call } = resource;
  const members = Object.entries(written).map(([key, member]) => [member, inputs[key]]);
  const request: Props = {
    Bucket: inputs["bucket"],
    Key: cleanKey(inputs["key"]),
    Body: await body(inputs),
    // The SDK for Go sends it where the program gives none.
    ContentType: "application/octet-stream",
    ...Object.fromEntries(members.filter(([, value]) => value !== undefined)),
    Tagging: new URLSearchParams(inputs["tagsAll"]).toString() || undefined,
  };
  // A key of its own asks for encryption under it.
  if (request["SSEKMSKeyId"]) request["ServerSideEncryption"] ??= "aws:kms";
  const doing = `${verb} ${title} (${request["Key"]}) in Bucket (${request["Bucket"]})`;
  await retry(
    resource,
    (error) => isRefusal(error, "NoSuchBucket"),
    () => call("s3:PutObject", request, doing),
  );
}

async function versions({ call }: Aws, where: { Bucket: string; Key: string }): Promise<string[]> {
  const page = await call("s3:ListObjectVersions", { Bucket: where.Bucket, Prefix: where.Key });
  return [...(page["Versions"] ?? []), ...(page["DeleteMarkers"] ?? [])]
    .filter((version: Props) => version["Key"] === where.Key)
    .map((version: Props) => version["VersionId"]);
}

async function body({ content, contentBase64, source }: Props): Promise<string | Uint8Array> {
  if (contentBase64) return Buffer.from(contentBase64, "base64");
  if (isAsset(source)) return source.path ? readFile(source.path) : (source.text ?? "");
  return content ?? "";
}

function sourceHash(source: unknown): unknown {
  return isAsset(source) ? source.hash : source;
}

/** No slash in front and none doubled; one at the end is a part of the key. */
function cleanKey(key: string): string {
  return key.replace(/^\/+/, "").replace(/\/{2,}/g, "/");
}
