import { bucketArn } from "../../../../rules/arn";
import { Members } from "../../../cloud/contract";
import { Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { Aws } from "../resource";
import { fromTagList, tagChanges, toTagList } from "../tags";

/**
 * Tags of a bucket as the provider has had them since 7.13: S3 Control's calls first, and S3's own where an identity may
 * not make them.
 * Source: https://github.com/hashicorp/terraform-provider-aws/pull/45251
 */

/** The refusals after which the provider goes back to S3's own calls. */
export const mayNotTag = (error: unknown): boolean =>
  isRefusal(error, "AccessDenied", "is not authorized to perform");

export async function writeTags(resource: Aws, old: Props, doing: string): Promise<void> {
  const { call, id, inputs } = resource;
  const { set, removed } = tagChanges(old, inputs["tagsAll"]);
  const target = targetOf(resource);
  try {
    if (removed.length > 0) {
      await call("s3control:UntagResource", { ...target, TagKeys: removed }, doing);
    }
    if (Object.keys(set).length > 0) {
      await call("s3control:TagResource", { ...target, Tags: toTagList(set) }, doing);
    }
  } catch (error) {
    if (!mayNotTag(error)) throw error;
    const TagSet = toTagList(inputs["tagsAll"]);
    if (TagSet.length === 0) await call("s3:DeleteBucketTagging", { Bucket: id }, doing);
    else await call("s3:PutBucketTagging", { Bucket: id, Tagging: { TagSet } }, doing);
  }
}

export async function readTags(resource: Aws, doing: string): Promise<Props> {
  const { call, id } = resource;
  try {
    const { Tags } = await call("s3control:ListTagsForResource", targetOf(resource), doing);
    return fromTagList(Tags);
  } catch (error) {
    if (!mayNotTag(error)) throw error;
    const found = await unlessGone(
      (refusal) => isRefusal(refusal, "NoSuchTagSet"),
      () => call("s3:GetBucketTagging", { Bucket: id }, doing),
    );
    return fromTagList(found?.["TagSet"]);
  }
}

function targetOf({ accountId, id, settings }: Aws): Members {
  return { AccountId: accountId, ResourceArn: bucketArn(settings.partition.name, id) };
}
