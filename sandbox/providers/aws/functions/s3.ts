import { bucketArn, objectArn } from "../../../../rules/arn";
import { Members } from "../../../cloud/contract";
import { Props } from "../../rpc";
import { Connection } from "../connection";
import { isRefusal } from "../errors";
import { normalPolicy } from "../policy";
import { call } from "../call";
import { fromTagList } from "../tags";

export async function getBucket(connection: Connection, args: Props): Promise<Props> {
  const bucket: string = args["bucket"];
  const region: string = args["region"] ?? connection.region;
  const doing = `reading S3 Bucket (${bucket})`;
  const head = await call(connection, region, "s3:HeadBucket", { Bucket: bucket }, doing);
  const bucketRegion: string = head["BucketRegion"] ?? region;
  const { name, dnsSuffix } = connection.partition;
  return {
    id: bucket,
    bucket,
    arn: bucketArn(name, bucket),
    bucketDomainName: `${bucket}.s3.${dnsSuffix}`,
    bucketRegionalDomainName: `${bucket}.s3.${bucketRegion}.${dnsSuffix}`,
    bucketRegion,
    hostedZoneId: "",
    websiteDomain: "",
    websiteEndpoint: "",
    region,
  };
}

export async function getBucketPolicy(connection: Connection, args: Props): Promise<Props> {
  const bucket: string = args["bucket"];
  const region: string = args["region"] ?? connection.region;
  const doing = `reading S3 Bucket Policy (${bucket})`;
  const input = { Bucket: bucket };
  const { Policy } = await call(connection, region, "s3:GetBucketPolicy", input, doing);
  return { id: bucket, bucket, policy: normalPolicy(Policy), region };
}

export async function getObject(connection: Connection, args: Props): Promise<Props> {
  const { bucket, key } = args;
  const region: string = args["region"] ?? connection.region;
  const doing = `reading S3 Bucket (${bucket}) Object (${key})`;
  const input = { Bucket: bucket, Key: key, VersionId: args["versionId"] };
  try {
    const found = await call(connection, region, "s3:HeadObject", input, doing);
    const tagging = await call(connection, region, "s3:GetObjectTagging", input, doing);
    const body = await bodyOf(args["downloadBody"], found["ContentType"], () =>
      call(connection, region, "s3:GetObject", input, doing),
    );
    return {
      id: `${bucket}/${key}`,
      bucket,
      key,
      arn: objectArn(connection.partition.name, bucket, key),
      ...body,
      bucketKeyEnabled: found["BucketKeyEnabled"] ?? false,
      contentLength: found["ContentLength"],
      contentType: found["ContentType"],
      downloadBody: args["downloadBody"],
      etag: found["ETag"]?.replace(/"/g, ""),
      lastModified: new Date(found["LastModified"]).toUTCString().replace("GMT", "UTC"),
      metadata: found["Metadata"] ?? {},
      objectLockMode: found["ObjectLockMode"] ?? "",
      objectLockRetainUntilDate: found["ObjectLockRetainUntilDate"]?.toISOString() ?? "",
      serverSideEncryption: found["ServerSideEncryption"] ?? "",
      sseKmsKeyId: found["SSEKMSKeyId"] ?? "",
      storageClass: found["StorageClass"] ?? "STANDARD",
      tags: fromTagList(tagging["TagSet"]),
      versionId: found["VersionId"] ?? "",
      ...Object.fromEntries(UNSET.map((name) => [name, ""])),
      region,
    };
  } catch (error) {
    if (!isRefusal(error, "NotFound")) throw error;
    throw new Error(`${doing}: couldn't find resource`, { cause: error });
  }
}

/** What no object of the sandbox has. */
const UNSET = [
  "cacheControl",
  "checksumCrc32",
  "checksumCrc32c",
  "checksumCrc64nvme",
  "checksumSha1",
  "checksumSha256",
  "contentDisposition",
  "contentEncoding",
  "contentLanguage",
  "expiration",
  "expires",
  "objectLockLegalHoldStatus",
  "websiteRedirectLocation",
];

const TEXT_TYPE =
  /^(text\/.+|application\/(json|ld\+json|x-httpd-php|xhtml\+xml|x-csh|x-sh|xml|atom\+xml|x-sql|yaml))$/;

/** The provider downloads what people can read, unless an input says always or never. */
async function bodyOf(
  download: string | undefined,
  type: string,
  get: () => Promise<Members>,
): Promise<Props> {
  if (download === "false" || (download === undefined && !TEXT_TYPE.test(type))) {
    return { body: "", bodyBase64: "" };
  }
  const bytes = Buffer.from((await get())["Body"] as Uint8Array);
  const always = download === "true";
  return { body: bytes.toString("utf8"), bodyBase64: always ? bytes.toString("base64") : "" };
}
