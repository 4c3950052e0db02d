import { restraints } from "../rules/proof";
import { bucketOf, destinationsIn, exportPoliciesOf } from "./findings";
import { stackPolicy } from "./stackPolicy";

export const bucketPolicyTlsOnly = stackPolicy({
  name: "guardduty-bucket-tls-only",
  description: "The bucket policy denies everybody what is not sent over TLS.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Deny s3:* on the bucket and its objects to everybody where aws:SecureTransport is false.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  check(resources) {
    const told = new Set<unknown>();
    return destinationsIn(resources).flatMap((destination) => {
      const policies = exportPoliciesOf(destination, resources);
      const bucket = bucketOf(destination, resources);
      if (policies === undefined || bucket === undefined || told.has(bucket)) return [];
      told.add(bucket);
      return restraints(policies)
        .filter(({ rule }) => rule === "Nobody reaches the bucket without TLS")
        .map(({ text }) => ({ resource: bucket, message: text }));
    });
  },
});
