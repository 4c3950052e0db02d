import { FindingPublishingFrequency, GuardDutyExport } from "guardduty-export";

const findings = new GuardDutyExport("findings", {
  regions: ["us-east-1", "me-south-1"],
  findingPublishingFrequency: FindingPublishingFrequency.FifteenMinutes,
  bucket: { prefix: "guardduty", retentionDays: 400 },
  tags: { team: "security" },
});

export const findingsUri = findings.findingsUri;
export const detectorIds = findings.detectorIds;
