import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import type { PlannedFile, ThreatListsPlan } from "../../rules/lists";
import { listBucketPolicy } from "../../rules/lists";
import { partitionOf } from "../../rules/regions";
import { notLostBucket } from "../shared/lostBucket";
import { remade } from "../shared/remade";
import { keyTags } from "../shared/tags";
import type { Tags } from "../export/context";
import type { AfterEntries } from "../shared/entries";

/** Puts a file into the bucket of lists, and answers its location. */
export type PutFile = (file: PlannedFile) => pulumi.Output<string>;

/** The bucket of the files, in the home Region: GuardDuty reads them from every Region. */
export function createListBucket(
  parent: pulumi.Resource,
  { names, settings, keepsFiles }: ThreatListsPlan,
  { tags, tag }: { tags: Tags | undefined; tag: string },
  accountId: pulumi.Output<string>,
  afterEntries: AfterEntries,
): PutFile {
  const region = settings.homeRegion;
  const options = { parent, retainOnDelete: keepsFiles };
  const bucket = new s3.Bucket(
    names.bucket,
    { region, forceDestroy: afterEntries(true), tags: keyTags(tag, tags) },
    {
      ...{ ...remade(parent), ...options },
      hooks: notLostBucket(parent, "listsBucket", { name: names.bucket, region, tag }),
    },
  );
  const of = { region, bucket: bucket.bucket };
  new s3.BucketPublicAccessBlock(
    names.publicAccessBlock,
    {
      ...of,
      ...{ blockPublicAcls: true, blockPublicPolicy: true },
      ...{ ignorePublicAcls: true, restrictPublicBuckets: true },
    },
    options,
  );
  new s3.BucketServerSideEncryptionConfiguration(
    names.encryption,
    { ...of, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    options,
  );
  const policy = pulumi
    .all([bucket.bucket, accountId])
    .apply(([name, id]) => JSON.stringify(listBucketPolicy(partitionOf(region), name, id)));
  const restricted = new s3.BucketPolicy(names.policy, { ...of, policy }, options);

  return ({ resourceName, key, text }) => {
    const file = new s3.BucketObjectv2(
      resourceName,
      {
        ...{ ...of, key, content: text, contentType: "text/plain" },
        // S3 takes 10 tags on an object: a provider's default tags may be more.
        overrideProvider: { defaultTags: { tags: {} } },
      },
      { ...options, dependsOn: restricted },
    );
    return pulumi.interpolate`s3://${file.bucket}/${file.key}`;
  };
}
