import * as aws from "@pulumi/aws";
import { FindingsReader, GuardDutyExport, SentinelConnector } from "guardduty-export";

const workspaceId = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

const findings = new GuardDutyExport("findings", {
  regions: ["us-east-1", "eu-west-1"],
  notifications: true,
});

// Microsoft's identity provider: one per account, whatever reads by it.
const microsoft = new aws.iam.OpenIdConnectProvider("microsoft", {
  url: "https://sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/",
  clientIdLists: ["api://1462b192-27f7-4cb9-8523-0f4ecb54b47e"],
});

const sentinel = new FindingsReader("sentinel", {
  preset: "sentinel",
  findingsUri: findings.findingsUri,
  keyArn: findings.keyArn,
  topicArn: findings.notificationTopicArn,
  webIdentity: {
    provider: microsoft.arn,
    sessionNames: [`MicrosoftSentinel_${workspaceId}`],
  },
});

// With workspace: { id: "/subscriptions/…" } the connector is registered, by the package @pulumi/azure.
const connector = new SentinelConnector("findings", {
  roleArn: sentinel.roleArn!,
  queueUrl: sentinel.queueUrl!,
});

/** The role's ARN and the queue's URL, for the Amazon Web Services S3 connector's page in the portal. */
export const form = connector.form;
