import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { policyTexts } from "./handWrittenPolicies";
import type { ProgramInput } from "./input";

const home = "us-east-1";
const prefix = "guardduty";
const tags = { owner: "security" };

/** The same resources as the component makes, with nothing of the component: what a user would write instead. */
export function program({ accountId, roleArn, regions }: ProgramInput) {
  const providers = new Map<string, aws.Provider>();
  for (const region of new Set([home, ...regions])) {
    providers.set(
      region,
      new aws.Provider(`aws-${region}`, {
        region: region as aws.Region,
        allowedAccountIds: [accountId],
        assumeRoles: [{ roleArn, sessionName: "guardduty-export" }],
      }),
    );
  }
  const kept = { provider: providers.get(home), retainOnDelete: true };

  const detectors = new Map<string, aws.guardduty.Detector>();
  for (const region of regions) {
    detectors.set(
      region,
      new aws.guardduty.Detector(
        `detector-${region}`,
        { region, enable: true, findingPublishingFrequency: "SIX_HOURS", tags },
        { provider: providers.get(region) },
      ),
    );
  }

  const key = new aws.kms.Key(
    "key",
    {
      region: home,
      description: "Encrypts the GuardDuty findings exported by findings",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      tags: { ...tags, "guardduty-export": "" },
    },
    kept,
  );
  new aws.kms.Alias("key-alias", { region: home, targetKeyId: key.keyId }, kept);

  const suffix = new random.RandomId("bucket-suffix", {
    byteLength: 4,
    keepers: { region: home, objectLock: "false" },
  });
  const bucket = new aws.s3.Bucket(
    "bucket",
    {
      region: home,
      bucket: pulumi.interpolate`findings-guardduty-${suffix.hex}`,
      forceDestroy: false,
      tags,
    },
    kept,
  );
  const ofBucket = { region: home, bucket: bucket.bucket };
  new aws.s3.BucketPublicAccessBlock(
    "bucket-public-access-block",
    {
      ...ofBucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    kept,
  );
  new aws.s3.BucketOwnershipControls(
    "bucket-ownership-controls",
    { ...ofBucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    kept,
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    "bucket-encryption",
    {
      ...ofBucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    },
    kept,
  );
  const versioning = new aws.s3.BucketVersioning(
    "bucket-versioning",
    { ...ofBucket, versioningConfiguration: { status: "Enabled" } },
    kept,
  );
  new aws.s3.BucketLifecycleConfiguration(
    "bucket-lifecycle",
    {
      ...ofBucket,
      rules: [
        {
          id: "abort-incomplete-uploads",
          status: "Enabled",
          filter: { prefix: "" },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
        {
          id: "expire-noncurrent-versions",
          status: "Enabled",
          filter: { prefix: "" },
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          expiration: { expiredObjectDeleteMarker: true },
        },
        {
          id: "expire-findings",
          status: "Enabled",
          filter: { and: { prefix: `${prefix}/AWSLogs/`, objectSizeGreaterThan: 0 } },
          expiration: { days: 400 },
        },
      ],
    },
    { ...kept, dependsOn: versioning },
  );
  const marker = new aws.s3.BucketObjectv2(
    "prefix-marker",
    {
      ...ofBucket,
      key: `${prefix}/`,
      serverSideEncryption: "aws:kms",
      kmsKeyId: key.arn,
      overrideProvider: { defaultTags: { tags: {} } },
    },
    kept,
  );

  const policies = policyTexts({ accountId, prefix, bucket, key, detectors });
  const bucketPolicy = new aws.s3.BucketPolicy(
    "bucket-policy",
    { ...ofBucket, policy: policies.bucket },
    kept,
  );
  const keyPolicy = new aws.kms.KeyPolicy(
    "key-policy",
    { region: home, keyId: key.keyId, policy: policies.key },
    kept,
  );

  const destinations = new Map<string, aws.guardduty.PublishingDestination>();
  for (const [region, detector] of detectors) {
    destinations.set(
      region,
      new aws.guardduty.PublishingDestination(
        `destination-${region}`,
        {
          region,
          detectorId: detector.id,
          destinationType: "S3",
          destinationArn: pulumi.interpolate`${bucket.arn}/${prefix}`,
          kmsKeyArn: key.arn,
        },
        {
          provider: providers.get(region),
          dependsOn: [bucketPolicy, keyPolicy, marker],
          deleteBeforeReplace: true,
        },
      ),
    );
  }

  return {
    bucketName: bucket.bucket,
    keyArn: key.arn,
    detectorIds: Object.fromEntries([...detectors].map(([region, { id }]) => [region, id])),
    destinationIds: Object.fromEntries(
      [...destinations].map(([region, { destinationId }]) => [region, destinationId]),
    ),
  };
}
