import { settingOf } from "./documents";
import { findingsBucketsIn } from "./findings";
import { stackPolicy } from "./stackPolicy";

const BLOCKS = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
];

export const bucketPublicAccessBlocked = stackPolicy({
  name: "guardduty-bucket-public-access-blocked",
  description: "All public access to a bucket of findings is blocked.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: `Give the bucket an aws.s3.BucketPublicAccessBlock with ${BLOCKS.join(", ")} true.`,
  source:
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  check: (resources) =>
    findingsBucketsIn(resources).flatMap((resource) => {
      const types = ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"];
      const block = settingOf(resource, types, resources);
      const open = BLOCKS.filter((name) => block?.props[name] !== true);
      return open.length === 0 ? [] : [{ resource, message: `not true: ${open.join(", ")}.` }];
    }),
});
