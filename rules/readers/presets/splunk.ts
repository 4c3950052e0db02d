import type { VendorPreset } from "./preset";
import { RECEIVE, says, SECRET } from "./preset";

/** Splunk Add-on for AWS. Source: https://splunk.github.io/splunk-add-on-for-amazon-web-services/SQS-basedS3/ */
export const splunk: VendorPreset = {
  identities: ["role", "accessKey"],
  queueActions: [...RECEIVE, "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
  form: {
    "Input type": says("SQS-Based S3"),
    "AWS Region": "region",
    "SQS Queue Name": "queueUrl",
    "S3 File Decoder": says("CustomLogs"),
    "Assume Role": "roleArn",
    "External ID": "externalId",
    "Key ID": "accessKeyId",
    "Secret Key": SECRET,
  },
};
