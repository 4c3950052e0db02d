import { settingOf } from "./documents";
import { findingsBucketsIn } from "./findings";
import { stackPolicy } from "./stackPolicy";

const TYPES = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];

export const bucketVersioned = stackPolicy({
  name: "guardduty-bucket-versioned",
  description:
    "A bucket of findings keeps versions: what is overwritten or deleted can be had again.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Give the bucket an aws.s3.BucketVersioning with the status Enabled.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  check: (resources) =>
    findingsBucketsIn(resources).flatMap((resource) => {
      const status = settingOf(resource, TYPES, resources)?.props["versioningConfiguration"]
        ?.status;
      if (status === "Enabled") return [];
      return [{ resource, message: `its versioning is ${status ?? "not set"}.` }];
    }),
});
