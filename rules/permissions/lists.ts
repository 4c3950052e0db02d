import { arnText, bucketArn } from "../arn";
import type { KindOfList } from "../lists/choices";
import { KINDS } from "../lists/kinds";
import type { Scope } from "./addOnScope";
import type { Grant } from "./grants";
import { detectorTagsGrant } from "./filters";
import { ownBucketGrant } from "./ownBucket";
import { earlierGrant } from "./sharedGrants";

const SERVICE_LINKED_ROLE =
  "role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html and https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-lists-prerequisites.html */
export function listGrants(
  scope: Scope,
  regions: readonly string[],
  kinds: readonly KindOfList[],
): Grant[] {
  const { partition, accountId, name } = scope;
  const arn = bucketArn(partition, `${name}-bucket-???????`);
  const lists = ["IPSet", "ThreatIntelSet"];
  const calls = ["Create", "Delete", "Get", "Update"];
  const role = { partition, service: "iam", region: "", accountId, resource: SERVICE_LINKED_ROLE };
  return [
    earlierGrant("s3:ListAllMyBuckets", ...lists.map((list) => `guardduty:List${list}s`)),
    {
      purpose: "Lists",
      actions: lists.flatMap((list) => calls.map((call) => `guardduty:${call}${list}`)),
      // AWS was seen to ask for an ARN of another form than it documents.
      resources: ["*"],
      regions,
    },
    ...entitySetGrants(kinds, regions),
    detectorTagsGrant("ListTags", scope, regions),
    {
      purpose: "ListReader",
      actions: [],
      beyond: ["iam:PutRolePolicy", "iam:DeleteRolePolicy"],
      resources: [arnText(role)],
    },
    ownBucketGrant("ListBucket", arn, ["s3:TagResource", "s3:UntagResource"]),
    {
      purpose: "ListFiles",
      actions: ["s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject"],
      resources: [`${arn}/*`],
    },
  ];
}

/**
 * The provider's calls of Cloud Control, which makes those of the type's handler with the rights of its caller.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudcontrolapi.html and
 * https://github.com/stackql/stackql-provider-awscc for the permissions of the handlers, as the schemas of the types have them
 */
function entitySetGrants(kinds: readonly KindOfList[], regions: readonly string[]): Grant[] {
  const used = [...new Set(kinds)].filter((kind) => KINDS[kind].domains).sort();
  if (used.length === 0) return [];
  const calls = ["Create", "Delete", "Get", "Update"];
  const requests = ["CreateResource", "DeleteResource", "GetResource", "UpdateResource"];
  return [
    {
      purpose: "EntityLists",
      actions: used.flatMap((kind) => calls.map((call) => `guardduty:${call}${kind}`)),
      beyond: ["guardduty:ListDetectors", ...used.map((kind) => `guardduty:List${kind}s`)],
      resources: ["*"],
      regions,
    },
    {
      purpose: "CloudControl",
      actions: [...requests, "GetResourceRequestStatus"].map((name) => `cloudformation:${name}`),
      resources: ["*"],
      regions,
    },
  ];
}
