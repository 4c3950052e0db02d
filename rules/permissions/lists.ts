import { arnText, bucketArn } from "../arn";
import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import type { Grant } from "./grants";

const SERVICE_LINKED_ROLE =
  "role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html and https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-lists-prerequisites.html */
export function listGrants(scope: Scope, regions: readonly string[]): Grant[] {
  const { partition, accountId, name } = scope;
  const arn = bucketArn(partition, `${name}-bucket-???????`);
  const lists = ["IPSet", "ThreatIntelSet"];
  const calls = ["Create", "Delete", "Get", "Update"];
  const role = { partition, service: "iam", region: "", accountId, resource: SERVICE_LINKED_ROLE };
  return [
    {
      purpose: "Lists",
      actions: lists.flatMap((list) => calls.map((call) => `guardduty:${call}${list}`)),
      // AWS was seen to ask for an ARN of another form than it documents.
      resources: ["*"],
      regions,
    },
    {
      purpose: "ListTags",
      actions: ["guardduty:TagResource", "guardduty:UntagResource"],
      resources: [arnIn("guardduty", scope, "detector/*")],
      regions,
    },
    {
      purpose: "ListReader",
      actions: [],
      beyond: ["iam:PutRolePolicy", "iam:DeleteRolePolicy"],
      resources: [arnText(role)],
    },
    {
      purpose: "ListBucket",
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
      ],
      beyond: ["s3:GetBucketLocation"],
      resources: [arn],
    },
    {
      purpose: "ListFiles",
      actions: ["s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject"],
      resources: [`${arn}/*`],
    },
  ];
}
