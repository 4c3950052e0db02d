import type { VendorPreset } from "./preset";
import { RECEIVE, says, SECRET } from "./preset";

/** Cribl Stream. Source: https://docs.cribl.io/stream/sources-s3/ */
export const cribl: VendorPreset = {
  identities: ["role", "accessKey"],
  queueActions: [...RECEIVE, "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
  form: {
    Source: says("Amazon S3"),
    Queue: "queueArn",
    Region: "region",
    "Filename filter": says("/.*\\.jsonl\\.gz$/"),
    "AssumeRole ARN": "roleArn",
    "External ID": "externalId",
    "Access key": "accessKeyId",
    "Secret key": SECRET,
  },
};
