import type { ExportPlan } from "../plan";
import type { Grant } from "./grants";
import { valuesIf, grantIf } from "./grants";

/** ARN of the bucket; a name that is not known yet as a pattern. */
export function bucketPattern({ settings, home }: ExportPlan): string {
  const { name, namePrefix } = settings.bucket;
  const adopted = settings.bucket.existing?.name;
  return `arn:${home.partition}:s3:::${adopted ?? name ?? `${namePrefix}-????????`}`;
}

/** What the owner of the bucket deploys: the bucket with its settings, its policy, and the prefix marker. */
export function bucketGrants(plan: ExportPlan): Grant[] {
  const { settings } = plan;
  const { prefix } = settings.bucket;
  const adopted = settings.bucket.existing;
  const arn = bucketPattern(plan);
  const deletes = settings.onDestroy === "delete" && adopted === undefined;
  return [
    ...(adopted === undefined ? newBucket(plan, arn, deletes) : []),
    ...grantIf(adopted?.policy !== "external", {
      purpose: "BucketPolicy",
      actions: [
        "s3:GetBucketPolicy",
        "s3:PutBucketPolicy",
        ...valuesIf(deletes || adopted?.detach === true, "s3:DeleteBucketPolicy"),
      ],
      resources: [arn],
    }),
    ...grantIf(prefix !== "", {
      purpose: "PrefixMarker",
      actions: ["s3:GetObject", "s3:GetObjectTagging", "s3:PutObject"],
      resources: [`${arn}/${prefix}/`],
    }),
    ...(deletes ? deletion(plan, arn) : []),
  ];
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
function newBucket({ settings }: ExportPlan, arn: string, deletes: boolean): Grant[] {
  const { accessLogs, objectLock } = settings.bucket;
  return [
    {
      purpose: "Bucket",
      actions: [
        "s3:CreateBucket",
        "s3:ListBucket",
        "s3:GetBucketTagging",
        "s3:PutBucketTagging",
        "s3:GetBucketObjectLockConfiguration",
        ...valuesIf(deletes, "s3:DeleteBucket"),
      ],
      beyond: [
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLocation",
        ...valuesIf(!accessLogs, "s3:GetBucketLogging"),
        "s3:GetBucketRequestPayment",
        "s3:GetBucketWebsite",
        "s3:GetReplicationConfiguration",
      ],
      resources: [arn],
    },
    {
      purpose: "BucketSettings",
      actions: [
        "s3:GetBucketOwnershipControls",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketVersioning",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        ...valuesIf(accessLogs, "s3:GetBucketLogging", "s3:PutBucketLogging"),
        ...valuesIf(objectLock !== undefined, "s3:PutBucketObjectLockConfiguration"),
      ],
      resources: [arn],
    },
  ];
}

/** Deleting the bucket means emptying it first. */
function deletion({ settings }: ExportPlan, arn: string): Grant[] {
  const governed = settings.bucket.objectLock?.mode === "GOVERNANCE";
  return [
    { purpose: "ListFindings", actions: ["s3:ListBucketVersions"], resources: [arn] },
    {
      purpose: "DeleteFindings",
      actions: ["s3:DeleteObjectVersion", ...valuesIf(governed, "s3:BypassGovernanceRetention")],
      resources: [`${arn}/*`],
    },
  ];
}
