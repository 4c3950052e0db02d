import type { VendorPreset } from "./preset";
import { RECEIVE, says } from "./preset";

/**
 * Palo Alto Networks Cortex XSIAM and XDR; a tenant of FedRAMP reads as the account 685269782068.
 * Source: https://docs-cortex.paloaltonetworks.com/r/Cortex-XSIAM/Cortex-XSIAM-Documentation/Ingest-generic-logs-from-Amazon-S3
 */
export const cortex: VendorPreset = {
  identities: ["role"],
  queueActions: [...RECEIVE, "sqs:GetQueueAttributes"],
  principalArns: ["arn:aws:iam::006742885340:root"],
  form: {
    "SQS URL": "queueUrl",
    Name: says("GuardDuty"),
    "Role ARN": "roleArn",
    "External Id": "externalId",
    "Log Type": says("Generic"),
    "Log Format": says("JSON"),
    Compression: says("gzip"),
  },
};
