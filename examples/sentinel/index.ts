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

// Without workspace nothing is registered in Azure: enter the output form in the portal.
const connector = new SentinelConnector("findings", {
  roleArn: sentinel.roleArn!,
  queueUrl: sentinel.queueUrl!,
  workspace: {
    id: "/subscriptions/6f0e1d2c-3b4a-4958-8776-a5b4c3d2e1f0/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/soc",
  },
});

/** Resource id of the connector. */
export const connectorId = connector.connectorId;

/** What the connector's page in the portal shows: the role's ARN, the queue's URL and the table. */
export const form = connector.form;
