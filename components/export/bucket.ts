import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";

import { bucketArn } from "../../rules/arn";
import type { ExportBucket } from "./args";
import { configureBucket } from "./bucketSettings";
import type { Admission, ExportContext } from "./context";
import { bucketOptions, trigger } from "./context";
import type { FindingsKey } from "./key";
import { completedBeforeUpdate } from "./completion";
import { onlyNewBucket } from "./newEvidence";
import { mockedOr } from "../shared/mocks";
import { mergedTags } from "../shared/tags";

/** The bucket that findings are exported to. Its policy is set once the detectors are known. */
export interface FindingsBucket {
  name: pulumi.Output<string>;
  arn: pulumi.Output<string>;
}

/** The bucket that exists, as it is, or a new one with its settings. */
export function findingsBucket(
  context: ExportContext,
  key: FindingsKey,
  args: ExportBucket | undefined,
): FindingsBucket {
  const { existing } = context.plan.settings.bucket;
  return existing ? adoptBucket(context, existing.name) : createBucket(context, key, args);
}

function adoptBucket({ plan }: ExportContext, name: string): FindingsBucket {
  const arn = bucketArn(plan.home.partition, name);
  return { name: pulumi.output(name), arn: pulumi.output(arn) };
}

function createBucket(
  context: ExportContext,
  key: FindingsKey,
  args: ExportBucket = {},
): FindingsBucket {
  const { names, plan, tags } = context;
  const { objectLock } = plan.settings.bucket;
  const bucket = new s3.Bucket(
    names.bucket,
    {
      region: plan.home.name,
      bucket: bucketName(context),
      // An empty bucket only when asked for: S3 refuses to delete one that holds findings.
      forceDestroy: plan.settings.onDestroy === "delete",
      objectLockEnabled: objectLock !== undefined ? true : undefined,
      tags: mergedTags(tags, args.tags),
    },
    {
      ...bucketOptions(context),
      hooks: {
        ...onlyNewBucket(context),
        ...completedBeforeUpdate(context, plan.accounts.bucketOwner, "bucket"),
      },
    },
  );
  configureBucket(context, bucket, key, args);
  return {
    name: bucket.bucket,
    arn: mockedOr(
      bucket.arn,
      bucket.bucket.apply((name) => bucketArn(plan.home.partition, name)),
    ),
  };
}

function bucketName(context: ExportContext): pulumi.Input<string> {
  const { component, names, plan, checked, owners } = context;
  const { name, namePrefix, objectLock } = plan.settings.bucket;
  if (name !== undefined) return name;
  const suffix = new RandomId(
    names.bucketSuffix,
    {
      byteLength: 4,
      // What replaces the bucket renames it, since the old one stays.
      keepers: { region: plan.home.name, objectLock: String(objectLock !== undefined) },
    },
    { parent: component, dependsOn: checked, replacementTrigger: trigger(owners.bucket) },
  );
  return pulumi.interpolate`${namePrefix}-${mockedOr(suffix.hex, "00000000")}`;
}

function deletesLocked({ settings }: ExportContext["plan"]): boolean {
  return settings.onDestroy === "delete" && settings.bucket.objectLock !== undefined;
}

/**
 * The zero-byte object that stands for the prefix: GuardDuty refuses a prefix without it.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function createPrefixMarker(
  context: ExportContext,
  bucket: FindingsBucket,
  key: FindingsKey,
  admitted: Admission["any"],
): s3.BucketObjectv2 | undefined {
  const { names, plan } = context;
  const { prefix } = plan.settings.bucket;
  if (prefix === "") return undefined;
  return new s3.BucketObjectv2(
    names.prefixMarker,
    {
      region: plan.home.name,
      bucket: bucket.name,
      key: `${prefix}/`,
      ...(plan.access.markerUnderKey
        ? { serverSideEncryption: "aws:kms", kmsKeyId: key.arn }
        : { serverSideEncryption: "AES256" }),
      // A locked object is deleted by nothing else.
      ...(deletesLocked(plan) && { forceDestroy: true }),
      // S3 takes 10 tags on an object: a provider's default tags may be more.
      overrideProvider: { defaultTags: { tags: {} } },
    },
    // Where no finding may be written, S3 may refuse the marker too: the proof names the statement.
    bucketOptions({ ...context, checked: admitted }),
  );
}
