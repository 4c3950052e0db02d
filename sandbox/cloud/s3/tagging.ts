import type { Operations } from "../aws";
import { AwsError } from "../contract";
import { tagListOf, tagsOf } from "../tagList";
import { requireBucket } from "./bucket";

export const bucketTagOperations: Operations = {
  PutBucketTagging: (aws, caller, { Bucket: name, Tagging }) => {
    const bucket = requireBucket(aws, caller, name, { action: "s3:PutBucketTagging" });
    bucket.tags = tagsOf(Tagging?.TagSet);
  },

  GetBucketTagging: (aws, caller, { Bucket: name }) => {
    const { tags } = requireBucket(aws, caller, name, { action: "s3:GetBucketTagging" });
    if (Object.keys(tags).length === 0) {
      throw new AwsError("NoSuchTagSet", "The TagSet does not exist", 404);
    }
    return { TagSet: tagListOf(tags) };
  },

  DeleteBucketTagging: (aws, caller, { Bucket: name }) => {
    requireBucket(aws, caller, name, { action: "s3:PutBucketTagging" }).tags = {};
  },
};
