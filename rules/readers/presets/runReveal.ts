import type { VendorPreset } from "./preset";
import { says } from "./preset";

/**
 * RunReveal, which S3 notifies of new objects through a topic of RunReveal's.
 * Source: https://docs.runreveal.com/sources/object-storage/s3, https://docs.runreveal.com/sources/source-types/aws/guardduty
 */
export const runReveal: VendorPreset = {
  identities: ["role"],
  queueActions: [],
  principalArns: ["arn:aws:iam::253602268883:root"],
  form: {
    "Bucket name": "bucketName",
    Region: "region",
    "IAM role": "roleArn",
    "External ID": "externalId",
    "Topic of the bucket's notification": says(
      "arn:aws:sns:<region>:253602268883:runreveal_guardduty, in the bucket's Region",
    ),
  },
};
