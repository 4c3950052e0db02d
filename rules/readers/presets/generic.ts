import type { VendorPreset } from "./preset";
import { RECEIVE } from "./preset";

/** Every other reader. */
export const generic: VendorPreset = {
  identities: ["role", "webIdentity", "accessKey"],
  queueActions: [...RECEIVE, "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
  form: {
    "Account id": "accountId",
    Region: "region",
    Bucket: "bucketName",
    "S3 URI": "findingsUri",
    "KMS key ARN": "keyArn",
    "Role ARN": "roleArn",
    "External id": "externalId",
    "Access key id": "accessKeyId",
    "Queue ARN": "queueArn",
    "Queue URL": "queueUrl",
  },
};
