import { bucketArn, objectArn } from "../../../../rules/arn";
import { Props } from "../../rpc";
import { Connection } from "../connection";
import { isRefusal } from "../errors";
import { normalPolicy } from "../policy";
import { call } from "../call";

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
  const input = { Bucket: bucket, Key: key };
  try {
    const found = await call(connection, region, "s3:HeadObject", input, doing);
    return {
      id: `${bucket}/${key}`,
      bucket,
      key,
      arn: objectArn(connection.partition.name, bucket, key),
      contentLength: found["ContentLength"],
      contentType: found["ContentType"],
      etag: found["ETag"],
      serverSideEncryption: found["ServerSideEncryption"] ?? "",
      sseKmsKeyId: found["SSEKMSKeyId"] ?? "",
      versionId: found["VersionId"] ?? "",
      region,
    };
  } catch (error) {
    if (!isRefusal(error, "NotFound")) throw error;
    throw new Error(`${doing}: couldn't find resource`, { cause: error });
  }
}
