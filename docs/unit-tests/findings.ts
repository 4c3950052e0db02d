import { ExportHealth, FindingsReader, GuardDutyExport } from "guardduty-export";

/** The findings of two Regions, a reader of them, and the check that they arrive. */
export function findings() {
  const regions = ["us-east-1", "eu-west-1"];
  const exported = new GuardDutyExport("findings", {
    regions,
    findingPublishingFrequency: "FIFTEEN_MINUTES",
    bucket: { prefix: "guardduty", retentionDays: 400 },
    notifications: true,
  });
  const reader = new FindingsReader("siem", {
    findingsUri: exported.findingsUri,
    keyArn: exported.keyArn,
    topicArn: exported.notificationTopicArn,
    role: { principalArns: ["arn:aws:iam::999900001111:role/siem"] },
  });
  const health = new ExportHealth("health", {
    regions,
    administratorAccountId: exported.administratorAccountId,
    detectorIds: exported.detectorIds,
    destinationIds: exported.destinationIds,
    findingsUri: exported.findingsUri,
    keyArn: exported.keyArn,
    bucketPolicyStatements: exported.bucketPolicyStatements,
    keyPolicyStatements: exported.keyPolicyStatements,
  });
  return { exported, reader, health };
}
