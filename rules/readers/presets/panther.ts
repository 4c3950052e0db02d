import type { VendorPreset } from "./preset";
import { says } from "./preset";

/** Panther, which subscribes a queue of its own to the topic. Source: https://docs.panther.com/data-onboarding/data-transports/aws/s3 */
export const panther: VendorPreset = {
  identities: ["role"],
  queueActions: [],
  form: {
    "AWS Account ID": "accountId",
    "Bucket Name": "bucketName",
    "KMS Key": "keyArn",
    "Stream Type": says("Lines"),
    "S3 Prefix Filter": "findingsUri",
    "IAM Role ARN": "roleArn",
    "External ID": "externalId",
    "SNS topic to subscribe": "topicArn",
  },
};
