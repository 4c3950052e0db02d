import type { PolicyDocument } from "../policyDocument";
import { denyInsecureTransport } from "../tls";

/** The policy of the results bucket: it accepts no requests without TLS. IAM policies decide who may read results. */
export function resultsPolicy(bucketArn: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [denyInsecureTransport("s3:*", [bucketArn, `${bucketArn}/*`])],
  };
}
