import type { Grant } from "./grants";
import { ownBucketGrant } from "./ownBucket";

/** What the bucket of query results takes: it goes with the stack, and with all that is in it. */
export function resultsBucketGrants(arn: string): Grant[] {
  return [
    ownBucketGrant("Results", arn, [
      "s3:PutLifecycleConfiguration",
      "s3:TagResource",
      "s3:UntagResource",
    ]),
    {
      purpose: "DeleteResults",
      actions: [],
      beyond: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      resources: [`${arn}/*`],
    },
  ];
}
