import * as s3 from "@pulumi/aws/s3";

import { lifecycleRules } from "../../rules/lifecycle";
import type { ExportBucket } from "./args";
import type { ExportContext } from "./context";
import { after, bucketOptions } from "./context";
import type { FindingsKey } from "./key";

/** Everything about the findings bucket but its policy: private, encrypted, versioned, expiring as asked. */
export function configureBucket(
  context: ExportContext,
  bucket: s3.Bucket,
  key: FindingsKey,
  args: ExportBucket,
): void {
  const { names, plan } = context;
  const of = { region: plan.home.name, bucket: bucket.bucket };
  const options = bucketOptions(context);
  new s3.BucketPublicAccessBlock(
    names.bucketPublicAccessBlock,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    options,
  );
  new s3.BucketOwnershipControls(
    names.bucketOwnershipControls,
    { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
    options,
  );
  new s3.BucketServerSideEncryptionConfiguration(
    names.bucketEncryption,
    {
      ...of,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    },
    options,
  );
  const versioning = new s3.BucketVersioning(
    names.bucketVersioning,
    { ...of, versioningConfiguration: { status: "Enabled" } },
    options,
  );
  new s3.BucketLifecycleConfiguration(
    names.bucketLifecycle,
    { ...of, rules: lifecycleRules(plan.settings.bucket) },
    after(options, versioning),
  );
  lockObjects(context, bucket, versioning);
  logAccess(context, bucket, args);
}

function lockObjects(
  context: ExportContext,
  bucket: s3.Bucket,
  versioning: s3.BucketVersioning,
): void {
  const { names, plan } = context;
  const { objectLock } = plan.settings.bucket;
  if (objectLock === undefined) return;
  new s3.BucketObjectLockConfiguration(
    names.bucketObjectLock,
    {
      region: plan.home.name,
      bucket: bucket.bucket,
      rule: { defaultRetention: { mode: objectLock.mode, days: objectLock.days } },
    },
    after(bucketOptions(context), versioning),
  );
}

function logAccess(context: ExportContext, bucket: s3.Bucket, { accessLogs }: ExportBucket): void {
  if (accessLogs === undefined) return;
  const { names, plan } = context;
  new s3.BucketLogging(
    names.bucketLogging,
    {
      region: plan.home.name,
      bucket: bucket.bucket,
      targetBucket: accessLogs.bucketName,
      targetPrefix: accessLogs.prefix ?? bucket.bucket.apply((name) => `${name}/`),
    },
    bucketOptions(context),
  );
}
