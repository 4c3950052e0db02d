import type { Output } from "@pulumi/pulumi";
import { Feature, FindingPublishingFrequency, GuardDutyExport } from "guardduty-export";
import type { DetectorFeature, GuardDutyExportArgs } from "guardduty-export";

const features: DetectorFeature[] = [{ name: Feature.S3DataEvents, status: "ENABLED" }];

const args: GuardDutyExportArgs = {
  regions: ["us-east-1", "me-south-1"],
  findingPublishingFrequency: FindingPublishingFrequency.FifteenMinutes,
  features,
  bucket: { prefix: "guardduty" },
};

/** What a user's program is: run by the tests against the sandbox, from outside the repository. */
export async function program(): Promise<{ uri: Output<string> }> {
  const { findingsUri } = new GuardDutyExport("findings", args);
  return { uri: findingsUri };
}
