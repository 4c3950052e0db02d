import { ChronicleFeed, FindingsReader, GuardDutyExport } from "guardduty-export";

/** The answer of feedServiceAccounts:fetchServiceAccountForCustomer. */
const subjectId = "104563210987654321098";

const findings = new GuardDutyExport("findings", {
  regions: ["us-east-1", "eu-west-1"],
  notifications: true,
});

const google = new FindingsReader("google", {
  preset: "chronicle",
  findingsUri: findings.findingsUri,
  keyArn: findings.keyArn,
  topicArn: findings.notificationTopicArn,
  webIdentity: { subjects: [subjectId] },
});

// With instance, project and location the feed is registered; without, `form` is what to enter.
const feed = new ChronicleFeed("guardduty", {
  findingsUri: findings.findingsUri,
  queueArn: google.queueArn!,
  role: { arn: google.roleArn!, subjectId },
  assetNamespace: "aws",
});

export const form = feed.form;
