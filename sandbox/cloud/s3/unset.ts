import type { Operation, Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { requireBucket } from "./bucket";
import { canonicalUserId } from "./canonicalUser";

/**
 * Settings that can only be read, as a bucket has them that never had one set: the provider reads them of every bucket.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export const unsetOperations: Operations = {
  GetBucketAccelerateConfiguration: answering("s3:GetAccelerateConfiguration", {}),
  GetBucketRequestPayment: answering("s3:GetBucketRequestPayment", { Payer: "BucketOwner" }),
  GetBucketCors: missing(
    "s3:GetBucketCORS",
    "NoSuchCORSConfiguration",
    "The CORS configuration does not exist",
  ),
  GetBucketWebsite: missing(
    "s3:GetBucketWebsite",
    "NoSuchWebsiteConfiguration",
    "The specified bucket does not have a website configuration",
  ),
  GetBucketAcl: (aws, caller, { Bucket: name }) => {
    const { account } = requireBucket(aws, caller, name, { action: "s3:GetBucketAcl" });
    const ID = canonicalUserId(account);
    return {
      Owner: { ID },
      Grants: [{ Grantee: { Type: "CanonicalUser", ID }, Permission: "FULL_CONTROL" }],
    };
  },
};

function answering(action: string, answer: Members): Operation {
  return (aws, caller, { Bucket: name }) => {
    requireBucket(aws, caller, name, { action });
    return answer;
  };
}

function missing(action: string, code: string, message: string): Operation {
  return (aws, caller, { Bucket: name }) => {
    requireBucket(aws, caller, name, { action });
    throw new AwsError(code, message, 404);
  };
}
