import { bucketArn } from "../arn";
import type { ExportPlan } from "../plan";
import type { Grant } from "./grants";
import { grantIf, valuesIf } from "./grants";

/** ARN of the bucket; a name that is not known yet as a pattern. */
export function bucketPattern({ settings, home }: ExportPlan): string {
  const { existing, name, namePrefix } = settings.bucket;
  return bucketArn(home.partition, existing?.name ?? name ?? `${namePrefix}-????????`);
}

/**
 * What the owner of the bucket deploys: the bucket with its settings, its policy, and the prefix marker.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function bucketGrants(plan: ExportPlan): Grant[] {
  const { settings } = plan;
  const { prefix, existing } = settings.bucket;
  const arn = bucketPattern(plan);
  const deletes = settings.onDestroy === "delete" && existing === undefined;
  return [
    bucket(plan, arn, deletes),
    ...grantIf(existing === undefined, bucketSettings(plan, arn)),
    ...(existing !== undefined && existing.policy !== "external" ? publicAccess(arn) : []),
    {
      purpose: "BucketPolicy",
      actions: [
        "s3:GetBucketPolicy",
        ...valuesIf(existing?.policy !== "external", "s3:PutBucketPolicy"),
        ...valuesIf(deletes || existing?.detach === true, "s3:DeleteBucketPolicy"),
      ],
      resources: [arn],
    },
    ...grantIf(prefix !== "", {
      purpose: "PrefixMarker",
      actions: ["s3:GetObject", "s3:GetObjectTagging", "s3:PutObject"],
      resources: [`${arn}/${prefix}/`],
    }),
    ...accessLogsBucket(plan),
    ...(deletes ? deletion(plan, arn) : []),
  ];
}

function bucket({ settings }: ExportPlan, arn: string, deletes: boolean): Grant {
  const { accessLogs, existing } = settings.bucket;
  const adopted = existing !== undefined;
  return {
    purpose: "Bucket",
    actions: [
      ...valuesIf(!adopted, "s3:CreateBucket", "s3:TagResource", "s3:UntagResource"),
      ...valuesIf(deletes, "s3:DeleteBucket"),
      "s3:ListBucket",
      "s3:ListTagsForResource",
      "s3:GetBucketObjectLockConfiguration",
      // The provider reads every setting of a bucket, those that are not managed here too.
      "s3:GetAccelerateConfiguration",
      "s3:GetBucketAcl",
      "s3:GetBucketCORS",
      ...valuesIf(!accessLogs, "s3:GetBucketLogging"),
      "s3:GetBucketRequestPayment",
      ...valuesIf(adopted, "s3:GetBucketVersioning"),
      "s3:GetBucketWebsite",
      ...valuesIf(adopted, "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration"),
      "s3:GetReplicationConfiguration",
    ],
    beyond: ["s3:GetBucketLocation"],
    resources: [arn],
  };
}

function bucketSettings({ settings }: ExportPlan, arn: string): Grant {
  const { accessLogs, objectLock } = settings.bucket;
  return {
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
  };
}

/** Reading whether the bucket of the access logs exists. */
function accessLogsBucket({ settings, home }: ExportPlan): Grant[] {
  const { accessLogsBucket: name, existing } = settings.bucket;
  if (name === undefined || existing !== undefined) return [];
  const resources = [bucketArn(home.partition, name)];
  return [{ purpose: "AccessLogsBucket", actions: ["s3:ListBucket"], resources }];
}

/** What S3 does with a policy that has public statements is known by the settings of the bucket and of its account. */
function publicAccess(arn: string): Grant[] {
  return [
    { action: "s3:GetBucketPublicAccessBlock", resource: arn },
    { action: "s3:GetAccountPublicAccessBlock", resource: "*" },
  ].map(({ action, resource }) => ({
    purpose: action.slice("s3:Get".length),
    actions: [],
    beyond: [action],
    resources: [resource],
  }));
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
