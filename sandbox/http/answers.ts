import type { HttpResponse } from "./protocol";

/** What AWS's answer to an operation has and the SDK's model of it does not. */
export interface AnswerDifference {
  status?: number;
  /** Status of an answer that has the header. */
  statusWith?: { [header: string]: number };
  /** Element whose text the document's root holds instead. */
  textOfRoot?: string;
  source: string;
}

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/API";

/**
 * By `service:Operation`. Of every other operation status, headers and body are those of the SDK's model.
 * S3's pages have the status of the model in their response syntax, and that of S3 in their sample responses.
 */
export const ANSWER_DIFFERENCES: { [operation: string]: AnswerDifference } = {
  "s3:PutBucketPolicy": { status: 204, source: `${S3}/API_PutBucketPolicy.html` },
  "s3:PutBucketTagging": { status: 204, source: `${S3}/API_PutBucketTagging.html` },
  "s3:GetObject": { statusWith: { "content-range": 206 }, source: `${S3}/API_GetObject.html` },
  "s3:HeadObject": { statusWith: { "content-range": 206 }, source: `${S3}/API_HeadObject.html` },
  "s3:GetBucketLocation": {
    textOfRoot: "LocationConstraint",
    source: `${S3}/API_GetBucketLocation.html`,
  },
};

/** Elements of an S3 error in addition to its code and message, by code. */
export const S3_ERROR_ELEMENTS: { [code: string]: ("BucketName" | "Key" | "Resource")[] } = {
  BucketAlreadyExists: ["BucketName"],
  BucketAlreadyOwnedByYou: ["BucketName"],
  BucketNotEmpty: ["BucketName"],
  InvalidBucketName: ["BucketName"],
  NoSuchBucket: ["BucketName"],
  NoSuchBucketPolicy: ["BucketName"],
  NoSuchCORSConfiguration: ["BucketName"],
  NoSuchKey: ["Key"],
  NoSuchLifecycleConfiguration: ["BucketName"],
  NoSuchPublicAccessBlockConfiguration: ["BucketName"],
  NoSuchTagSet: ["BucketName"],
  NoSuchWebsiteConfiguration: ["BucketName"],
  ObjectLockConfigurationNotFoundError: ["BucketName"],
  OwnershipControlsNotFoundError: ["BucketName"],
  ReplicationConfigurationNotFoundError: ["BucketName"],
};

/** The answer to `service:Operation` as AWS gives it, from one that is as the model has it. */
export function answerOf(operation: string, response: HttpResponse): HttpResponse {
  const difference: Partial<AnswerDifference> = ANSWER_DIFFERENCES[operation] ?? {};
  const { statusWith = {}, textOfRoot } = difference;
  const [withHeader] = Object.keys(statusWith).filter((name) => response.headers?.[name]);
  const status = statusWith[withHeader ?? ""] ?? difference.status ?? response.status;
  if (textOfRoot === undefined) return { ...response, status };
  const element = new RegExp(`<${textOfRoot}>([^<]*)</${textOfRoot}>`);
  return { ...response, status, body: String(response.body).replace(element, "$1") };
}
