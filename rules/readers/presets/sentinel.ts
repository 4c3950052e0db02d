import type { VendorPreset } from "./preset";
import { RECEIVE, says } from "./preset";

/** Microsoft Sentinel. Source: https://learn.microsoft.com/azure/sentinel/connect-aws-configure-environment */
export const sentinel: VendorPreset = {
  identities: ["webIdentity"],
  queueActions: [...RECEIVE, "sqs:GetQueueUrl"],
  roleNamePrefix: "OIDC_",
  audiences: ["api://1462b192-27f7-4cb9-8523-0f4ecb54b47e"],
  sessionNamePrefix: "MicrosoftSentinel_",
  form: {
    "Role ARN": "roleArn",
    "SQS URL": "queueUrl",
    "Destination table": says("AWSGuardDuty"),
  },
};
