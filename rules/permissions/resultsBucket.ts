import type { Grant } from "./grants";

/** What the bucket of query results takes: it goes with the stack, and with all that is in it. */
export function resultsBucketGrants(arn: string): Grant[] {
  return [
    {
      purpose: "Results",
      actions: [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:ListTagsForResource",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:TagResource",
        "s3:UntagResource",
      ],
      beyond: ["s3:GetBucketLocation"],
      resources: [arn],
    },
    {
      purpose: "DeleteResults",
      actions: [],
      beyond: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
      resources: [`${arn}/*`],
    },
  ];
}
