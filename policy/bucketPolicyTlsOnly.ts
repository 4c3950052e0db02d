import { violationsBy } from "./assessments";
import { stackPolicy } from "./stackPolicy";

export const bucketPolicyTlsOnly = stackPolicy({
  name: "guardduty-bucket-tls-only",
  description: "The bucket policy denies every request that is not sent over TLS.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Deny s3:* on the bucket and its objects to every principal where aws:SecureTransport is false.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  check: violationsBy(({ id }) => id === "insecureTransport"),
});
