import type { VendorPreset } from "./preset";
import { RECEIVE, says } from "./preset";

/**
 * CrowdStrike Falcon Next-Gen SIEM. Its connector's page in the console names the principal, which differs by cloud.
 * Source: https://library.humio.com/falcon-logscale-cloud/ingesting-data-aws-feeds.html
 */
export const crowdstrike: VendorPreset = {
  identities: ["role"],
  queueActions: [...RECEIVE, "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
  form: {
    "Data source": says("Amazon GuardDuty, by S3 and SQS"),
    "IAM role ARN": "roleArn",
    "External ID": "externalId",
    "SQS queue URL": "queueUrl",
    Region: "region",
  },
};
