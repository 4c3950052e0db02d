import * as s3 from "@pulumi/aws/s3";

import { resultsPolicy } from "../../rules/table";
import { notLostBucket } from "../shared/lostBucket";
import { remade } from "../shared/remade";
import { keyTags } from "../shared/tags";
import type { TableContext } from "./context";

/** Results can be had again by another query: the bucket goes with the stack. */
export function createResultsBucket({
  parent,
  plan: { names, settings },
  args,
  tag,
}: TableContext): s3.Bucket {
  const region = settings.homeRegion;
  const bucket = new s3.Bucket(
    names.results,
    { region, forceDestroy: true, tags: keyTags(tag, args.tags) },
    {
      ...remade(parent),
      hooks: notLostBucket(parent, "resultsBucket", { name: names.results, region, tag }),
    },
  );
  const of = { region, bucket: bucket.bucket };
  new s3.BucketPublicAccessBlock(
    names.resultsPublicAccessBlock,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  new s3.BucketServerSideEncryptionConfiguration(
    names.resultsEncryption,
    { ...of, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    { parent },
  );
  new s3.BucketLifecycleConfiguration(
    names.resultsLifecycle,
    {
      ...of,
      rules: [
        {
          id: "expire-results",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: settings.resultsRetentionDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
      ],
    },
    { parent },
  );
  const policy = bucket.arn.apply((arn) => JSON.stringify(resultsPolicy(arn)));
  new s3.BucketPolicy(names.resultsPolicy, { ...of, policy }, { parent });
  return bucket;
}
