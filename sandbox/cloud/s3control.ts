import { parseS3Arn } from "../../rules/arn";
import type { Bucket } from "../world";
import { identityRefusal, refusalOf } from "./access";
import type { Aws, Operations } from "./aws";
import { AwsError, type Caller, type Members } from "./contract";
import { findBucket, isRestricted, s3Error } from "./s3/bucket";
import { blocksOf } from "./s3/publicAccess";
import { tagListOf, tagsOf } from "./tagList";
import { addTags } from "./tagRules";

/** S3 Control: tags of buckets, and Block Public Access of accounts. */
export const s3ControlOperations: Operations = {
  TagResource: (aws, caller, input) => {
    const bucket = requireTagged(aws, caller, input, "s3:TagResource");
    addTags("s3", bucket.tags, tagsOf(input["Tags"]));
  },

  UntagResource: (aws, caller, input) => {
    const { tags } = requireTagged(aws, caller, input, "s3:UntagResource");
    for (const key of input["TagKeys"]) delete tags[key];
  },

  ListTagsForResource: (aws, caller, input) => ({
    Tags: tagListOf(requireTagged(aws, caller, input, "s3:ListTagsForResource").tags),
  }),

  PutPublicAccessBlock: (aws, caller, input) => {
    const account = requireOwnAccount(aws, caller, input, "s3:PutAccountPublicAccessBlock");
    account.publicAccessBlock = blocksOf(input["PublicAccessBlockConfiguration"]);
  },

  GetPublicAccessBlock: (aws, caller, input) => {
    const account = requireOwnAccount(aws, caller, input, "s3:GetAccountPublicAccessBlock");
    if (account.publicAccessBlock === undefined) {
      throw new AwsError(
        "NoSuchPublicAccessBlockConfiguration",
        "The public access block configuration was not found",
        404,
      );
    }
    return { PublicAccessBlockConfiguration: account.publicAccessBlock };
  },

  DeletePublicAccessBlock: (aws, caller, input) => {
    const account = requireOwnAccount(aws, caller, input, "s3:PutAccountPublicAccessBlock");
    delete account.publicAccessBlock;
  },
};

function requireTagged(
  { world }: Aws,
  caller: Caller,
  { AccountId, ResourceArn }: Members,
  action: string,
): Bucket {
  const name = parseS3Arn(String(ResourceArn))?.bucket;
  const bucket = findBucket(world, name, caller.region);
  if (bucket === undefined || bucket.account !== AccountId) throw s3Error("NoSuchBucket");
  const guard = { owner: bucket.account, policy: bucket.policy };
  const refusal = refusalOf(world, caller, guard, { action, resource: String(ResourceArn) });
  if (isRestricted(world, caller, bucket)) throw s3Error("AccessDenied");
  if (refusal !== undefined) throw s3Error("AccessDenied", refusal);
  if (bucket.region !== caller.region) throw s3Error("PermanentRedirect");
  return bucket;
}

function requireOwnAccount(
  { world }: Aws,
  caller: Caller,
  { AccountId }: Members,
  action: string,
): { publicAccessBlock?: Members } {
  const refusal = identityRefusal(world, caller, { action, resource: "*" });
  if (refusal !== undefined) throw s3Error("AccessDenied", refusal);
  const account = world.accounts[caller.accountId];
  if (AccountId !== caller.accountId || account === undefined) throw s3Error("AccessDenied");
  return account;
}
