import { findingsBucketsIn } from "./findings";
import { stackPolicy } from "./stackPolicy";

export const bucketRetained = stackPolicy({
  name: "guardduty-bucket-retained",
  // Whether a resource is retained on delete is not shown to policies; that its objects are not is.
  description: "Destroying the stack deletes no findings.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps: "Leave forceDestroy out, and retain the bucket on delete.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/empty-bucket.html",
  check: (resources) =>
    findingsBucketsIn(resources)
      .filter(({ props }) => props["forceDestroy"] === true)
      .map((resource) => ({
        resource,
        message: "forceDestroy is true: pulumi destroy deletes every finding with the bucket.",
      })),
});
